// Sharing folders, by the command itself: links lead to what they point at, and nothing is shared by accident.

import { symlinkSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CommandLine, commandLine } from "../testing/command-line.ts";

let cli: CommandLine;
/** Every command is a process; on a busy machine they take their time. */
vi.setConfig({ testTimeout: 60_000 });
beforeEach(async () => {
  cli = await commandLine();
  await mkdir(`${cli.folder.path}/ada/slugs`, { recursive: true });
});
afterEach(() => cli.remove());

const share = (folder: string, ...more: readonly string[]) =>
  cli.run("workspace", "share", folder, "--allow-root", ...more);

describe("longrein workspace", () => {
  it("shares a folder by its real path, and keeps the record when it is shared no more", async () => {
    const folder = `${cli.folder.path}/ada/slugs`;
    symlinkSync(folder, `${cli.folder.path}/link`);
    expect((await share(`${cli.folder.path}/link`)).code).toBe(0);
    const { workspaces } = await cli.json("workspace");
    expect(workspaces).toEqual([{ name: "slugs", folder, shared: true }]);
    await cli.json("workspace", "unshare", "slugs");
    const { workspaces: after } = await cli.json("workspace");
    expect(after).toEqual([{ name: "slugs", folder, shared: false }]);
  });

  it("takes nothing from a configuration that others may write, and says so of a folder", async () => {
    const folder = `${cli.folder.path}/ada/slugs`;
    await chmod(folder, 0o777);
    expect((await share(folder)).out).toContain("warning: others on this machine may write there");
    await chmod(`${cli.folder.path}/config.json`, 0o666);
    for (const words of [["workspace"], ["up"], ["config"]]) {
      const { code, error } = await cli.run(...words);
      expect([code, error]).toEqual([
        4,
        expect.stringMatching(/others may write to .*\n.*chmod go-w/),
      ]);
    }
  });

  it("refuses home and what holds it, through a link as well", async () => {
    symlinkSync(`${cli.folder.path}/ada`, `${cli.folder.path}/link`);
    for (const folder of ["/", cli.folder.path, `${cli.folder.path}/link`]) {
      const { code, error } = await share(folder);
      expect([folder, code, error]).toEqual([folder, 4, expect.stringContaining("hint: share")]);
    }
    expect((await cli.json("workspace"))["workspaces"]).toEqual([]);
  });

  it("keeps what work there is validated with until something else is said", async () => {
    const folder = `${cli.folder.path}/ada/slugs`;
    const { out } = await share(folder, "--validate", "npm test");
    expect(out).toMatch(/validated with: npm test\n.*with your rights and unasked/);
    await share(folder, "--name", "other");
    const { workspaces } = await cli.json("workspace");
    expect(workspaces).toEqual([{ name: "other", folder, shared: true, validate: ["npm test"] }]);
    await share(folder, "--validate", "");
    const { workspaces: after } = await cli.json("workspace");
    expect(after).toEqual([{ name: "slugs", folder, shared: true }]);
    const long = await share(folder, "--validate", "x".repeat(1_025));
    expect([long.code, long.error]).toEqual([1, expect.stringContaining("validate")]);
  });

  it("says what is missing, and which name is taken", async () => {
    expect((await share(`${cli.folder.path}/none`)).error).toContain("there is no folder");
    await share(`${cli.folder.path}/ada/slugs`);
    await mkdir(`${cli.folder.path}/ada/other`);
    const taken = await share(`${cli.folder.path}/ada/other`, "--name", "slugs");
    expect([taken.code, taken.error]).toEqual([1, expect.stringContaining("already")]);
  });

  it("says how many workspaces there can be, as the page does that it names", async () => {
    const workspaces = Array.from({ length: 64 }, (_, i) => {
      return { name: `w${i}`, folder: `/srv/${i}`, shared: false };
    });
    await writeFile(`${cli.folder.path}/config.json`, JSON.stringify({ workspaces }), {
      mode: 0o600,
    });
    const { code, error } = await share(`${cli.folder.path}/ada/slugs`);
    expect([code, error]).toEqual([
      1,
      expect.stringMatching(/64 workspaces already.*\n.*docs\/configuration\.md/),
    ]);
    const page = await readFile(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    expect(page).toContain("at most 64 workspaces");
  });

  it("refuses a name with what nobody sees in it, be it a folder's own", async () => {
    const folder = `${cli.folder.path}/ada/slu\u202esg\u001b[2J`;
    await mkdir(folder);
    const hidden = "a\u200bb";
    for (const named of [[], ["--name", hidden]]) {
      const { code, error } = await share(folder, ...named);
      expect([code, error]).toEqual([4, expect.stringMatching(/holds \\u\{20[02][be]\}, which/)]);
    }
    expect((await cli.json("workspace"))["workspaces"]).toEqual([]);
  });

  it("refuses a name that is none, or that looks like an option", async () => {
    const folder = `${cli.folder.path}/ada/named`;
    await mkdir(folder);
    for (const name of [" ", " slugs", "--json"]) {
      const { code, error } = await share(folder, `--name=${name}`);
      expect([code, error]).toEqual([4, expect.stringContaining("is no name")]);
    }
    const { code, error } = await cli.run("config", "set", "machine", "");
    expect([code, error]).toEqual([2, expect.stringContaining("expected a name")]);
  });

  it("prints a folder so that no terminal obeys it, and every character is seen", async () => {
    const folder = `${cli.folder.path}/ada/slu\u202esg\u001b[2J\nerror: none`;
    await mkdir(folder);
    const said = [await share(folder, "--name", "slugs"), await cli.run("workspace")];
    said.push(await cli.run("workspace", "--json"), await cli.run("workspace", "unshare", "slugs"));
    for (const { code, out, error } of [...said, await share(`${folder}/none`)]) {
      expect([code, out + error]).toEqual([
        error.includes("there is no folder") ? 1 : 0,
        expect.stringMatching(/^[ -~\n]*$/),
      ]);
      expect(out + error).toMatch(
        /slu\\u(?:202e|\{202e\})sg\\u(?:001b|\{1b\})\[2J(?:\\n|\\u\{a\}|\n  )error/,
      );
    }
    expect((await cli.json("workspace"))["workspaces"]).toMatchObject([{ folder }]);
  });

  it("refuses a folder of the system, by whatever link, unless that is said", async () => {
    const link = `${cli.folder.path}/ada/settings`;
    symlinkSync("/etc", link);
    const { code, error } = await share(link);
    expect([code, error]).toEqual([4, expect.stringContaining("/etc belongs to the system")]);
    expect((await share(link, "--allow-system-folder")).code).toBe(0);
    expect((await cli.json("workspace"))["workspaces"]).toMatchObject([{ name: "etc" }]);
  });

  it.runIf(process.getuid?.() === 0)("as root refuses unless it was said twice", async () => {
    const { code, error } = await cli.run("workspace", "share", `${cli.folder.path}/ada/slugs`);
    expect([code, error]).toEqual([4, expect.stringContaining("--allow-root")]);
    const none = await cli.run("workspace", "share", `${cli.folder.path}/none`);
    expect([none.code, none.error]).toEqual([1, expect.stringContaining("there is no folder")]);
  });
});
