// `longrein rotate`: another session ID, or another identity altogether. Phones cannot be told the new one over a
// channel of the old, so each is sent away and has to be paired again.

import { toBase64url } from "@longrein/protocol";
import { isRunning } from "../control/control-client.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { rotateAgent } from "../store/rotate-agent.ts";
import { askAgent, longId, ownSocket } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { withOwnStore } from "./own-store.ts";
import { stopAgent } from "./stop.ts";

export async function rotate({ terminal, isSet }: Call): Promise<undefined> {
  const [session, identity] = [isSet("session"), isSet("identity")];
  if (session === identity) {
    const expected = "expected either --session or --identity";
    throw new UserFailure("usage", expected, "longrein help rotate");
  }
  const wasRunning = await isRunning(ownSocket());
  if (wasRunning) await sendPhonesAway();
  const fresh = await withOwnStore("alone", ({ store, stateFolder, keys }) =>
    rotateAgent(store, stateFolder, keys, session ? "session" : "identity", systemClock.now()),
  );
  terminal.json({ session: toBase64url(fresh.sessionId) });
  terminal.say(`the session ID is ${toBase64url(fresh.sessionId)} now; nobody can use the old one`);
  if (identity) terminal.say("the keys by which phones know this agent are others, too");
  if (wasRunning) terminal.say(`longrein has ended; to go on: ${terminal.command("start")}`);
  terminal.say(`every phone has to be paired again: ${terminal.command("pair")}`);
  return undefined;
}

/** While there still is a channel on which to tell them. */
async function sendPhonesAway(): Promise<void> {
  const { devices } = await askAgent({ t: "devices.list" });
  for (const { device } of devices) await askAgent({ t: "devices.revoke", which: longId(device) });
  await stopAgent();
}
