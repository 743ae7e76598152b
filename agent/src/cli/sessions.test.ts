// What coding agents remember of shared folders, listed and read at the machine: transcripts as Claude Code leaves them.

import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { installAskingAgent } from "../testing/asking-agent.ts";
import { startAgent } from "../testing/first-steps.ts";

let cli: CommandLine;
let slugs: string;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
beforeAll(() => buildWhatIsStale());
beforeEach(async () => {
  cli = await commandLine();
  await installAskingAgent(cli);
  cli.environment["LONGREIN_DRIVERS"] += ",claude";
  await startAgent(cli);
  slugs = realpathSync(await cli.folder.makeFolder("slugs"));
  await cli.json("workspace", "share", slugs, "--allow-root");
});
afterEach(() => cli.remove());

const [first, second] = [
  "0f6a2c1e-0000-4000-8000-000000000001",
  "0f6b2c1e-0000-4000-8000-000000000002",
];
const secret = `ghp_${"0a1B".repeat(9)}`;
const by = (type: "user" | "assistant", text: string) => ({
  type,
  cwd: slugs,
  message: { role: type, content: [{ type: "text", text }] },
});

function remember(session: string, ...lines: readonly object[]): void {
  const project = `${cli.folder.path}/ada/.claude/projects/${slugs.replaceAll(/[^a-zA-Z0-9]/g, "-")}`;
  mkdirSync(project, { recursive: true });
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  writeFileSync(`${project}/${session}.jsonl`, text);
}

test("sessions are listed with where and whose they are, and what was said in one is shown without its secrets", async () => {
  const nothing = await cli.run("sessions");
  expect(nothing.out).toContain("no coding agent remembers work in a shared folder");
  remember(first, by("user", "Mend the slugs"), by("assistant", `I push\nwith ${secret}`));
  remember(second, by("user", "Look"));
  const { out } = await cli.run("sessions", "list", "slugs", "--agent", "claude");
  expect(out).toMatch(new RegExp(`${first}  \\d+ \\w+ ago  slugs  claude +Mend the slugs\n`));
  const { sessions, unanswered } = await cli.json("sessions");
  expect(sessions).toHaveLength(2);
  expect(sessions).toContainEqual(
    expect.objectContaining({ workspace: "slugs", agent: "claude", session: second, open: false }),
  );
  expect(unanswered).toEqual([]);
  const shown = await cli.run("sessions", "show", "0f6a");
  expect(shown.out).toBe("> Mend the slugs\n  I push\n  with [hidden: GitHub token]\n");
  const read = await cli.json("sessions", "show", first);
  expect(read).toMatchObject({ session: first, earlier: false, said: [{ by: "user" }, {}] });
  expect(JSON.stringify(read)).not.toContain(secret);
});

test("a session, folder or coding agent that there is not is told, and so is a beginning of several", async () => {
  remember(first, by("user", "Mend the slugs"));
  remember(second, by("user", "Look"));
  const failing = async (...argv: readonly string[]) => {
    const { code, error } = await cli.run("sessions", ...argv);
    return [code, error];
  };
  expect(await failing("show", "ffff")).toEqual([
    1,
    'error: there is no session "ffff"\nhint: longrein sessions\n',
  ]);
  expect(await failing("show", "0f6")).toEqual([
    1,
    'error: there is no session "0f6", and a beginning has at least 4 characters\nhint: longrein sessions\n',
  ]);
  remember("0f6a9999", by("user", "Another"));
  expect(await failing("show", "0f6a")).toEqual([
    1,
    'error: "0f6a" is the beginning of 2 sessions\nhint: give more of its id, or --agent\n',
  ]);
  expect(await failing("list", "nowhere")).toEqual([
    1,
    'error: there is no shared workspace "nowhere"\nhint: longrein workspace\n',
  ]);
  expect(await failing("list", "--agent", "nobody")).toEqual([
    1,
    expect.stringMatching(/no coding agent "nobody" here, but /),
  ]);
});
