// What the operating system was handed is what the phone signed, byte for byte: seen from inside the shell that
// OpenCode started. A signature over what is no longer so lets nothing happen, and neither does none at all.

import { existsSync } from "node:fs";
import { mkdir, realpath, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import type { AgentFixture } from "../../testing/agents/agent-fixture.ts";
import { type ToolCall, calls, says } from "../../testing/agents/model/model-turn.ts";
import {
  openCodeFixture,
  openCodeOptions,
  writeOpenCodeSettings,
} from "../../testing/agents/opencode-fixture.ts";
import { isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";
import { openCodeDriver } from "./opencode-driver.ts";

/** Read by the shell before anything of the command: shows its argv and where it is. */
const seen: AgentFixture = {
  ...openCodeFixture,
  make: async (place, { url }, command) => {
    const profile = join(place.home, "profile");
    await writeFile(profile, "unset BASH_ENV\nwitness the-shell\n");
    const loose = { mode: "subagent", description: "loose", permission: { bash: "allow" } };
    const build = { permission: { bash: "allow", edit: "allow" } };
    await writeOpenCodeSettings(place, url, { agent: { build, loose } });
    const options = openCodeOptions(place);
    const environment = { ...options.environment, BASH_ENV: profile };
    return openCodeDriver({ ...options, environment, command });
  },
};

let bench: AgentBench;
let run: Uint8Array;
let approvals = 0;
/** What the witness had seen before. */
let before = 0;

/** One server for all: it takes a while to start. */
beforeAll(async () => {
  bench = await AgentBench.open(seen);
  await mkdir(join(bench.place.folder, "sub"));
  bench.model.script(says("Ready."));
  run = await bench.start("Be ready");
  await bench.rested(run);
});
afterAll(() => bench.close());

async function begin(...steps: readonly ToolCall[]): Promise<void> {
  before = (await bench.place.witnessed()).length;
  bench.model.clear();
  bench.model.script(...steps.map((step) => calls(step)), says("Done."));
  await bench.prompt(run, "Go on");
}

async function asked() {
  const { ask, action } = await bench.asked(approvals + 1);
  approvals++;
  expect(ask.approvals ?? "exact").toBe("exact");
  return { ask, action };
}

const witnessed = async () => (await bench.place.witnessed()).slice(before);
const bash = (input: object) => ({ name: "bash", input: { description: "as asked", ...input } });

const cases: readonly (readonly [string, string, string?])[] = [
  ["one word", "witness"],
  ["both kinds of quotes", `witness "it's \\"quoted\\"" 'and "so"' \\'`],
  ["what a shell replaces", 'witness "$HOME" `printf %s tick` $(printf %s sub) *'],
  ["operators", "witness a && witness b || witness c; witness d | cat"],
  ["several lines", "first=1\nwitness \"line $first\"\n\n# a quote'\nwitness 'two\nlines'"],
  ["a here-document", "cat <<'END'\n$HOME \\ 'x' \"y\"\nEND\nwitness after"],
  ["another folder by cd", "cd sub && witness there"],
  ["another folder by workdir", "witness there", "sub"],
  ["a folder that is not the run's", "witness there", "/var/tmp"],
  ["letters of the world", "witness 'grün 日本 \u{1F600} e\u0301'"],
  ["white space at both ends", "  \n\twitness padded \t\n "],
  ["an empty word and an exclamation mark", "witness '' '!' !x"],
  ["a line that OpenCode finds no command in, and would run unasked", "> emptied.txt"],
  ["a change of folder alone, of which it does not ask either", "cd sub"],
];

describe.skipIf(!isInstalled(pinnedAgents.opencode))(
  "what OpenCode executes is what was signed",
  () => {
    it.each(cases)("with %s", async (_, command, workdir) => {
      await begin(bash({ command, ...(workdir && { workdir }) }));
      const { ask, action } = await asked();
      if (action.t !== "command") throw new Error(`expected a command, got ${action.t}`);
      expect(action.shell).toEqual({ program: "/bin/bash", script: command });
      expect(action.cwd).toBe(
        await realpath(join(bench.place.folder, workdir ?? ".")).catch(() => workdir),
      );
      expect(await witnessed()).toEqual([]);
      await bench.answer(ask, "approve");
      expect(await bench.rested(run)).toBe("done");
      const [shell] = await witnessed();
      expect(shell?.argv).toEqual(["witness", "the-shell"]);
      expect(shell?.parent).toEqual(["/bin/bash", "-c", command]);
      expect(shell?.cwd).toBe(action.cwd);
    });

    it("and a command that OpenCode would run unasked does not run when it is denied", async () => {
      await bench.place.write("kept.txt", "kept\n");
      await begin(bash({ command: "> kept.txt" }));
      const { ask } = await asked();
      await bench.answer(ask, "deny", "Keep that file.");
      expect(await bench.rested(run)).toBe("done");
      expect(await bench.place.read("kept.txt")).toBe("kept\n");
      expect(JSON.stringify(bench.model.turnRequests.at(-1)?.body)).toContain("Keep that file.");
    });

    it("and not if the folder has become another while somebody was asked", async () => {
      const sub = join(bench.place.folder, "sub");
      await begin(bash({ command: "witness there", workdir: sub }));
      const { ask } = await asked();
      await mkdir(join(bench.place.folder, "elsewhere"));
      await rename(sub, join(bench.place.folder, "moved"));
      await symlink(join(bench.place.folder, "elsewhere"), sub);
      await bench.answer(ask, "approve");
      expect(await bench.rested(run)).toBe("done");
      expect(await witnessed()).toEqual([]);
    });

    it("and not if the file of an edit has changed while somebody was asked", async () => {
      await bench.place.write("a.txt", "one\ntwo\n");
      const input = { filePath: "a.txt", oldString: "two", newString: "TWO" };
      await begin({ name: "edit", input });
      const { ask } = await asked();
      await bench.place.write("a.txt", "zero\none\ntwo\n");
      await bench.answer(ask, "approve");
      expect(await bench.rested(run)).toBe("done");
      expect(await bench.place.read("a.txt")).toBe("zero\none\ntwo\n");
    });

    it("and a new file is exactly what was signed", async () => {
      const content = "    indented\n\n\tby all means\n";
      await begin({ name: "write", input: { filePath: "new/file.txt", content } });
      const { ask, action } = await asked();
      if (action.t !== "edit") throw new Error(`expected an edit, got ${action.t}`);
      expect(action.changes.map(({ path }) => path)).toEqual(["new/file.txt"]);
      expect(existsSync(join(bench.place.folder, "new"))).toBe(false);
      await bench.answer(ask, "approve");
      expect(await bench.rested(run)).toBe("done");
      expect(await bench.place.read("new/file.txt")).toBe(content);
      const notices = bench.all(run, "notice").map(({ text }) => text);
      expect(notices.filter((text) => text.includes("not as it was approved"))).toEqual([]);
    });

    it("and a subagent that would act unasked is not started", async () => {
      const input = { description: "d", prompt: "do it", subagent_type: "loose" };
      await begin({ name: "task", input });
      expect(await bench.rested(run)).toBe("done");
      expect(bench.on.asks()).toHaveLength(approvals);
      const notices = bench.all(run, "notice").map(({ text }) => text);
      expect(notices.join()).toContain("act without asking");
      expect(
        bench.model.turnRequests.some(({ body }) => JSON.stringify(body).includes("do it")),
      ).toBe(true);
    });
  },
);
