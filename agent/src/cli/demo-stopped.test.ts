// The demo, stopped by the phone that follows it: it ends, as it says on the phone, and leaves nothing behind.

import { existsSync } from "node:fs";
import { checkCode } from "@longrein/protocol";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { afterPairing, linkOf } from "../testing/first-steps.ts";
import { freePort } from "../testing/free-port.ts";
import { relayPhone } from "../testing/relay-line.ts";

let cli: CommandLine;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

test("a phone that stops everything ends the demo, and hears that it is done", async () => {
  const demo = cli.begin("demo", "--port", String(await freePort()));
  const line = relayPhone(await linkOf(demo));
  const [, workspace = ""] = /its repository is +(\S+)/.exec(demo.out()) ?? [];
  expect(existsSync(workspace)).toBe(true);
  const { handshakeHash } = await line.enrol("Ada's phone");
  await demo.says("wants to pair");
  demo.type(checkCode(nodePrimitives, handshakeHash));
  const phone = await afterPairing(line);
  await phone.come();
  expect(await phone.owner.give(phone.owner.commands.command({ t: "kill" }))).toBe("done");
  const { code, out } = await demo.ended;
  expect([code, out]).toEqual([0, expect.stringContaining("a phone has stopped everything")]);
  expect(existsSync(workspace)).toBe(false);
  phone.leave();
});
