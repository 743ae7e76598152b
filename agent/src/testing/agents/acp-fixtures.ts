// Coding agents that are driven by the Agent Client Protocol in tests: set up so that they know nothing but our
// model, and how their models ask for things.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { acpDriver } from "../../drivers/acp/acp-driver.ts";
import type { AgentFixture } from "./agent-fixture.ts";
import type { FakeModel } from "./model/fake-model.ts";
import { pinnedAgents } from "./pinned-agents.ts";
import type { Place } from "./place.ts";

const onlyToThose = "by this protocol it is told only to who goes on with it";

type Environment = Readonly<Record<string, string>>;

const make =
  (
    name: string,
    words: readonly string[],
    setUp: (place: Place, model: FakeModel) => Environment | Promise<Environment>,
  ): AgentFixture["make"] =>
  async (place, model, command) => {
    const environment = { ...place.environment, ...(await setUp(place, model)) };
    const argv = [command, ...words] as const;
    return acpDriver({ name, title: name, argv, environment, folder: place.folder, now: Date.now });
  };

export const geminiFixture: AgentFixture = {
  name: "gemini",
  agent: pinnedAgents.gemini,
  approvals: "displayed",
  // With a model of its own choice it first asks another one which that shall be.
  make: make("gemini", ["--acp", "--model", "gemini-2.5-pro"], async (place, { url }) => {
    const folder = join(place.home, ".gemini");
    await mkdir(folder);
    // It tries ten times otherwise, longer than a test has patience.
    await writeFile(join(folder, "settings.json"), '{"general":{"maxAttempts":1}}');
    return { GEMINI_API_KEY: "dummy", GOOGLE_GEMINI_BASE_URL: url };
  }),
  calls: {
    command: (command) => ({ name: "run_shell_command", input: { command, description: "it" } }),
    edit: (path, _, content) => [{ name: "write_file", input: { file_path: path, content } }],
    question: () => ({ name: "none", input: {} }),
  },
  isSilent: true,
  lacks: {
    question: "its questions do not come by this protocol",
    "list of sessions": "it does not list them by this protocol",
    "session shown": onlyToThose,
    resume: "it does not find what it has kept",
  },
};

export const claudeByAcpFixture: AgentFixture = {
  name: "claude-acp",
  agent: pinnedAgents["claude-acp"],
  approvals: "displayed",
  lacks: { "session shown": onlyToThose },
  make: make("claude-acp", [], (_, { url }) => ({
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: "dummy",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    // It tries ten times otherwise, longer than a test has patience.
    CLAUDE_CODE_MAX_RETRIES: "1",
    CLAUDE_CODE_ENABLE_PROMPT_SUGGESTION: "false",
  })),
  calls: {
    command: (command) => ({ name: "Bash", input: { command, description: "as asked" } }),
    edit: (path, before, after) => [
      { name: "Read", input: { file_path: path } },
      { name: "Edit", input: { file_path: path, old_string: before, new_string: after } },
    ],
    question: (question, choices) => {
      const options = choices.map((label) => ({ label, description: "this one" }));
      const questions = [{ question, header: "Choice", multiSelect: false, options }];
      return { name: "AskUserQuestion", input: { questions } };
    },
  },
};
