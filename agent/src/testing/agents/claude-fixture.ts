// Claude Code as the tests set it up: with the fake model and nothing of the person who runs them.

import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { claudeDriver } from "../../drivers/claude/claude-driver.ts";
import type { AgentFixture } from "./agent-fixture.ts";
import type { AgentOnMachine } from "./agent-machine.ts";
import type { FakeModel } from "./model/fake-model.ts";
import { pinnedAgents } from "./pinned-agents.ts";
import type { Place } from "./place.ts";

/** It tries ten times otherwise, longer than a test has patience. */
const retries = "1";

const key = "no-key-at-all";

export function claudeVariables(
  place: Place,
  { url }: Pick<FakeModel, "url">,
): Record<string, string> {
  return {
    ...place.environment,
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_MODEL: "claude-sonnet-4-5",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_MAX_RETRIES: retries,
  };
}

/** As if somebody had answered what it asks at its first start. */
export function writeClaudeSettings(place: Place): void {
  const known = {
    hasCompletedOnboarding: true,
    theme: "dark",
    customApiKeyResponses: { approved: [key], rejected: [] },
    projects: { [place.folder]: { hasTrustDialogAccepted: true } },
  };
  writeFileSync(`${place.home}/.claude.json`, JSON.stringify(known));
}

export const claudeOnMachine: AgentOnMachine = {
  agent: pinnedAgents.claude,
  setUp: (place, url) => {
    writeClaudeSettings(place);
    return Promise.resolve({ ...claudeVariables(place, { url }), DISABLE_AUTOUPDATER: "1" });
  },
};

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
