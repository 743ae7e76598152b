// What most tests of the command line begin with: an agent that runs with a relay of its own, and phones that
// were paired as somebody at both screens would.

import { checkCode } from "@longrein/protocol";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { prepareDemoWorkspace } from "../drivers/scripted/demo-workspace.ts";
import { workspaceFiles } from "../platform/workspace-files.ts";
import { freePort } from "./free-port.ts";
import type { CommandLine, Running } from "./command-line.ts";
import { PhoneOwner } from "./phone-owner.ts";
import { type RelayPhone, relayPhone } from "./relay-line.ts";

export interface PairedPhone extends RelayPhone {
  /** Dials with what pairing has given, proves itself, and is ready. */
  come(): Promise<void>;
  /** Once it has come: what its owner does with it. */
  readonly owner: PhoneOwner;
}

export async function startAgent(cli: CommandLine, ...flags: readonly string[]): Promise<Running> {
  const relay = cli.hasRelay ? [] : ["--embedded", "--port", String(await freePort())];
  cli.hasRelay = true;
  const agent = cli.begin("up", "--demo-driver", ...relay, ...flags);
  await agent.says("connected to the relay");
  return agent;
}

/** The link that `longrein pair` shows. */
export async function linkOf(pairing: Running): Promise<string> {
  await pairing.says(/#1[\w-]{100}/);
  return /http\S+#1[\w-]+/.exec(pairing.out())?.[0] ?? "";
}

export async function pairPhone(
  cli: CommandLine,
  name: string,
  ...flags: readonly string[]
): Promise<PairedPhone> {
  const pairing = cli.begin("pair", ...flags);
  const line = relayPhone(await linkOf(pairing));
  const { handshakeHash } = await line.enrol(name);
  await pairing.says("wants to pair");
  pairing.type(checkCode(nodePrimitives, handshakeHash));
  const paired = await afterPairing(line);
  const { code, error } = await pairing.ended;
  if (code !== 0) throw new Error(`longrein pair ended with ${code}: ${error}`);
  return paired;
}

/** For one that has enrolled, when somebody has typed its code. */
export async function afterPairing(line: RelayPhone): Promise<PairedPhone> {
  const { slot, capability, psk, device, identity } = await line.phone.hears("enrolled");
  const { sessionId, agentKey } = line.offer;
  const agent = { sessionId, noiseKey: agentKey, identityKey: identity };
  return {
    ...line,
    owner: new PhoneOwner(line.phone, agent, device),
    come: async () => {
      await line.attach(slot, capability);
      const result = await line.phone.connect({ mode: "session", id: slot }, psk);
      const signature = line.phone.signature(result);
      await line.phone.say({ t: "auth", signature, cursors: [] });
      await line.phone.hears("ready");
    },
  };
}

/** A shared folder with the demo's defect in it. */
export async function shareDemoFolder(cli: CommandLine, name: string): Promise<string> {
  const folder = await cli.folder.makeFolder(name);
  await prepareDemoWorkspace(folder, workspaceFiles);
  await cli.json("workspace", "share", folder, "--allow-root");
  return folder;
}

/** The id of what is asked, once it is. */
export async function approvalOf(cli: CommandLine, what: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { out } = await cli.run("approvals");
    const line = out.split("\n").find((one) => one.includes(`  ${what}`));
    if (line !== undefined) return line.split(" ")[0] ?? "";
  }
  throw new Error(`nobody asks to ${what}`);
}
