// Pairing without a camera: the code that `longrein pair` shows, typed on a phone, through the real relay.

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkCode, pairingLink, parsePairingLink, parseTypedCode } from "@longrein/protocol";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type CommandLine, type Running, commandLine } from "../testing/command-line.ts";
import { linkOf, startAgent } from "../testing/first-steps.ts";
import { relayPhone } from "../testing/relay-line.ts";
import { claimNameplate, exchangeCode } from "../testing/typed-code-entry.ts";

let cli: CommandLine;
let pairing: Running;
let relayUrl: string;
let code: string;

/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  await startAgent(cli);
  pairing = cli.begin("pair");
  relayUrl = parsePairingLink(await linkOf(pairing)).appOrigin ?? "";
  await pairing.says(/type this code: +\S+/);
  code = /type this code: +(\S+)/.exec(pairing.out())?.[1] ?? "";
});
afterEach(() => cli.remove());

const claim = () => claimNameplate(relayUrl, parseTypedCode(code).nameplate);

/** The same code with another secret. */
function misread(): string {
  const last = code.at(-1) === "0" ? "1" : "0";
  return code.slice(0, -1) + last;
}

describe("a typed code", () => {
  it("gives the offer that the link gives, and pairing goes on as with the link", async () => {
    const offer = await exchangeCode(relayUrl, await claim(), code.toLowerCase());
    const link = pairingLink(relayUrl, offer);
    expect(pairing.out()).toContain(link);
    const phone = relayPhone(link);
    const { handshakeHash } = await phone.enrol("Ada's phone");
    await pairing.says("wants to pair");
    pairing.type(checkCode(nodePrimitives, handshakeHash));
    expect(await phone.phone.hears("enrolled")).toMatchObject({ role: "viewer" });
    expect((await pairing.ended).code).toBe(0);
    phone.leave();
  });

  it("is for one phone: its nameplate is claimed once", async () => {
    await claim();
    await expect(claim()).rejects.toThrow("409");
  });

  it("ends the offer at the third wrong guess, the right code does not help any more", async () => {
    const ticket = await claim();
    for (let guess = 0; guess < 3; guess++) {
      await expect(exchangeCode(relayUrl, ticket, misread())).rejects.toThrow("let go");
    }
    const { code: ended, error } = await pairing.ended;
    expect([ended, error]).toEqual([1, expect.stringContaining("wrong three times")]);
    await expect(exchangeCode(relayUrl, ticket, code)).rejects.toThrow("let go");
    const phone = relayPhone(await linkOf(pairing));
    await expect(phone.enrol("late")).rejects.toThrow("refused");
  });
});
