// Claude Code as the tests set it up: with the fake model and nothing of the person who runs them.

import { randomUUID } from "node:crypto";
import { claudeDriver } from "../../drivers/claude/claude-driver.ts";
import type { AgentFixture } from "./agent-fixture.ts";
import type { FakeModel } from "./model/fake-model.ts";
import { pinnedAgents } from "./pinned-agents.ts";
import type { Place } from "./place.ts";

/** It tries ten times otherwise, longer than a test has patience. */
const retries = "1";

export function claudeVariables(place: Place, model: FakeModel): Record<string, string> {
  return {
    ...place.environment,
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: "no-key-at-all",
    ANTHROPIC_MODEL: "claude-sonnet-4-5",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_MAX_RETRIES: retries,
  };
}

export const claudeFixture: AgentFixture = {
  name: "Claude Code",
  agent: pinnedAgents.claude,
  approvals: "exact",
  make: (place, model, command) =>
    Promise.resolve(
      claudeDriver({
        program: command,
        variables: claudeVariables(place, model),
        now: () => Date.now(),
        randomId: randomUUID,
        allowedVersions: () => [],
      }),
    ),
  calls: {
    command: (command) => ({ name: "Bash", input: { command, description: "a command" } }),
    edit: (path, before, after) => [
      { name: "Read", input: { file_path: path } },
      { name: "Edit", input: { file_path: path, old_string: before, new_string: after } },
    ],
    question: (question, choices) => ({
      name: "AskUserQuestion",
      input: {
        questions: [
          {
            question,
            header: "Choice",
            multiSelect: false,
            options: choices.map((label) => ({ label, description: label })),
          },
        ],
      },
    }),
  },
};
