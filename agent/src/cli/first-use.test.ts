// The first use, as a user has it: real processes for every command, the real relay on this computer, and a
// phone that speaks the wire's language.

import { readFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkCode } from "@longrein/protocol";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { prepareDemoWorkspace } from "../drivers/scripted/demo-workspace.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { workspaceFiles } from "../platform/workspace-files.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { type RelayPhone, relayPhone } from "../testing/relay-line.ts";

let cli: CommandLine;
let phones: RelayPhone[];

beforeAll(() => buildWhatIsStale(), 60_000);
beforeEach(async () => {
  cli = await commandLine();
  phones = [];
});
afterEach(async () => {
  for (const phone of phones) phone.leave();
  await cli.remove();
});

async function up(...flags: readonly string[]) {
  const agent = cli.begin("up", "--embedded", "--demo-driver", ...flags);
  await agent.says("connected to the relay");
  return agent;
}

/** Pairs one phone by `longrein pair`, as somebody who types the code would. */
async function pair(...flags: readonly string[]): Promise<RelayPhone> {
  const pairing = cli.begin("pair", ...flags);
  await pairing.says(/#1[\w-]+/);
  const phone = relayPhone(/http\S+#1[\w-]+/.exec(pairing.out())?.[0] ?? "");
  phones.push(phone);
  const { handshakeHash } = await phone.enrol("Ada's phone");
  await pairing.says("wants to pair");
  pairing.type(checkCode(nodePrimitives, handshakeHash));
  await phone.phone.hears("enrolled");
  expect((await pairing.ended).code).toBe(0);
  return phone;
}

describe("first use", () => {
  it("goes from up over pair and an approval to stop", async () => {
    const agent = await up();
    await pair("--role", "operator");
    expect((await cli.json("devices"))["devices"]).toMatchObject([
      { name: "Ada's phone", role: "operator" },
    ]);
    const workspace = await cli.folder.makeFolder("slugs");
    await prepareDemoWorkspace(workspace, workspaceFiles);
    await cli.json("workspace", "share", workspace, "--allow-root");
    const { run } = await cli.json("runs", "new", "slugs", "repair", "the", "slugs");
    const tail = cli.begin("runs", "tail", String(run).slice(0, 8));
    const approval = await approvalOf("edit slugify.js");
    const shown = await cli.json("approvals", "show", approval);
    const blind = await cli.run("approvals", "approve", approval);
    expect([blind.code, blind.error]).toEqual([4, expect.stringContaining("nobody is here")]);
    await cli.json("approvals", "approve", approval, "--digest", String(shown["digest"]));
    const command = await approvalOf("run ");
    await cli.json("approvals", "deny", command);
    const { out } = await tail.ended;
    expect(out).toContain("The tests were not run, since you denied it");
    expect(readFileSync(`${workspace}/slugify.js`, "utf8")).toContain('.replace(/\\s+/g, "-")');
    expect((await cli.json("status"))["approvals"]).toBe(0);
    await cli.json("stop");
    expect((await agent.ended).code).toBe(0);
    expect((await cli.run("status")).code).toBe(3);
  });
});

/** The id of what is asked, once it is. */
async function approvalOf(what: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { out } = await cli.run("approvals");
    const line = out.split("\n").find((one) => one.includes(`  ${what}`));
    if (line !== undefined) return line.split(" ")[0] ?? "";
  }
  throw new Error(`nobody asks to ${what}`);
}
