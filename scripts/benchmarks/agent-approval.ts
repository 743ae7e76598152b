// From the phone's signed answer to the process that it has allowed: sealed by the phone, passed by a real
// relay, verified, audited on the disk, executed. The process says itself when it has begun.

import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { checkCode } from "../../protocol/src/index.ts";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import type { ThrowAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { type PairedPhone, afterPairing } from "../../agent/src/testing/first-steps.ts";
import { relayPhone } from "../../agent/src/testing/relay-line.ts";

const host = new URL("agent-host.ts", import.meta.url);

/** Milliseconds, one for each round. */
export async function answersToExecution(
  folder: ThrowAwayFolder,
  relayUrl: string,
  rounds: number,
): Promise<number[]> {
  const pipe = `${folder.path}/begun`;
  execFileSync("mkfifo", [pipe]);
  const state = await folder.makeFolder("approvals");
  const workspace = await folder.makeFolder("workspace");
  const daemon = fork(host, [state, relayUrl, workspace, pipe, String(rounds)]);
  // Opened for writing too, so that it does not end with the first who has written.
  const begun = createReadStream(pipe, { flags: "r+" });
  try {
    const line = relayPhone(await wordOf(daemon));
    const waiting = wordOf(daemon);
    const { handshakeHash } = await line.enrol("phone");
    await waiting;
    daemon.send(checkCode(nodePrimitives, handshakeHash));
    const phone = await afterPairing(line);
    await phone.come();
    const times = await measure(phone, begun, rounds);
    phone.leave();
    return times;
  } finally {
    begun.destroy();
    daemon.disconnect();
    await once(daemon, "exit");
  }
}

function wordOf(daemon: ChildProcess): Promise<string> {
  return new Promise((resolve) =>
    daemon.once("message", (word) => resolve(typeof word === "string" ? word : "")),
  );
}

async function measure(
  { owner }: PairedPhone,
  begun: NodeJS.ReadableStream,
  rounds: number,
): Promise<number[]> {
  const opening = { workspace: "w", driver: "asker", prompt: "ask", inPlace: true };
  await owner.give(owner.commands.open(opening));
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ask = await owner.asked();
    const hasBegun = once(begun, "data");
    const before = performance.now();
    const told = owner.answer(ask, "approve");
    await hasBegun;
    times.push(performance.now() - before);
    const outcome = await told;
    if (outcome !== "done") throw new Error(`the answer did not count: ${outcome}`);
  }
  return times;
}
