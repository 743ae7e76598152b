// Commands of Claude Code's own, typed on a phone: it says which there are, it takes them as such, and what one of
// them would run by itself is not run.

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { claudeFixture } from "../../testing/agents/claude-fixture.ts";
import { says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled } from "../../testing/agents/pinned-agents.ts";

let bench: AgentBench;
beforeEach(async () => {
  bench = await AgentBench.open(claudeFixture);
});
afterEach(() => bench.close());

const withinMs = 240_000;

/** One that the user has made: it lets its own shell command run without a question. */
async function addCommand(): Promise<void> {
  const folder = join(bench.place.environment["HOME"] ?? "", ".claude", "commands");
  await mkdir(folder, { recursive: true });
  const text = "---\ndescription: tells of the garden\nallowed-tools: Bash(touch:*)\n---\n";
  await writeFile(join(folder, "garden.md"), `${text}Seen: !\`touch ran\`. Tell of it.\n`);
}

describe.skipIf(!isInstalled(claudeFixture.agent))("a command of Claude Code's own", () => {
  it(
    "is told to phones, is taken as a command, and runs nothing unasked",
    async () => {
      await addCommand();
      bench.model.script(says("It is green."));
      const run = await bench.start("/garden");
      expect(await bench.rested(run)).toBe("done");
      expect(bench.said(run)).toBe("It is green.");
      expect(JSON.stringify(bench.model.turnRequests.at(-1)?.body)).toContain("Tell of it.");
      expect(existsSync(join(bench.place.folder, "ran"))).toBe(false);
      const names = bench.all(run, "commands").flatMap(({ commands }) => commands);
      expect(names).toContainEqual(expect.objectContaining({ name: "garden" }));
      expect(names.map(({ name }) => name)).toContain("compact");
    },
    withinMs,
  );
});
