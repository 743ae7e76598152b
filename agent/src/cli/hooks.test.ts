// `longrein hooks` with real files: what it puts there, what it leaves alone, and what it refuses.

import {
  chmodSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CommandLine, commandLine } from "../testing/command-line.ts";

let cli: CommandLine;
let folder: string;
let file: string;
/** Every command is a process. */
vi.setConfig({ testTimeout: 60_000 });
beforeEach(async () => {
  cli = await commandLine();
  folder = await cli.folder.makeFolder("claude");
  file = `${folder}/settings.json`;
  cli.environment["CLAUDE_CONFIG_DIR"] = folder;
});
afterEach(() => cli.remove());

const read = () => readFileSync(file, "utf8");
const odd = '{ "model":"opus",\n   "hooks": {"Stop": [ ]},  "n": 1.50 }';

describe("hooks install and uninstall", () => {
  it("leave the file as it was, to the byte, and nothing beside it", async () => {
    writeFileSync(file, odd);
    chmodSync(file, 0o640);
    expect(await cli.json("hooks", "install", "claude")).toMatchObject({ file, changed: true });
    expect(read()).toContain(cli.stateFolder);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readFileSync(`${file}.before-longrein`, "utf8")).toBe(odd);
    const installed = read();
    expect(await cli.json("hooks", "install", "claude")).toMatchObject({ changed: false });
    expect(read()).toBe(installed);
    expect(await cli.json("hooks")).toMatchObject({ claude: { installed: true, current: true } });
    await cli.json("hooks", "uninstall", "claude");
    expect(read()).toBe(odd);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
    expect(await cli.json("hooks", "uninstall", "claude")).toMatchObject({ wasThere: false });
  });

  it("make the file where there is none, and remove it again", async () => {
    await cli.json("hooks", "install", "claude");
    expect(JSON.parse(read())).toHaveProperty("hooks.PermissionRequest");
    await cli.json("hooks", "uninstall", "claude");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keep what somebody has changed in between", async () => {
    writeFileSync(file, odd);
    await cli.json("hooks", "install", "claude");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(read()), model: "sonnet" }));
    await cli.json("hooks", "uninstall", "claude");
    expect(JSON.parse(read())).toEqual({ ...JSON.parse(odd), model: "sonnet" });
  });

  it("follow a link, which stays one", async () => {
    const elsewhere = `${await cli.folder.makeFolder("dotfiles")}/claude.json`;
    writeFileSync(elsewhere, odd);
    symlinkSync(elsewhere, file);
    await cli.json("hooks", "install", "claude");
    expect(realpathSync(file)).toBe(elsewhere);
    expect(readFileSync(elsewhere, "utf8")).toContain("hook claude");
    await cli.json("hooks", "uninstall", "claude");
    expect(readFileSync(elsewhere, "utf8")).toBe(odd);
  });

  it("change the settings of one project where these are named", async () => {
    const project = `${folder}/settings.local.json`;
    await cli.json("hooks", "install", "claude", "--settings", project);
    expect(readdirSync(folder)).toEqual(["settings.local.json"]);
  });

  it("print what belongs there, and change nothing", async () => {
    const { out } = await cli.run("hooks", "install", "claude", "--print");
    expect(JSON.parse(out)).toHaveProperty("hooks.UserPromptSubmit");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("hooks install leaves alone", () => {
  it.each([
    ["what is no JSON", () => writeFileSync(file, "{ // mine\n}"), "was left as it is"],
    ["a link that leads nowhere", () => symlinkSync(`${folder}/gone`, file), "leads nowhere"],
    ["a folder", () => symlinkSync(folder, file), "is no settings file"],
    ["what is no text", () => writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d])), "is no text"],
  ])("%s", async (_, put, why) => {
    put();
    const before = readdirSync(folder);
    const { code, error } = await cli.run("hooks", "install", "claude");
    expect([code, error]).toEqual([4, expect.stringContaining(why)]);
    expect(readdirSync(folder)).toEqual(before);
  });
});
