// OpenCode for tests: set up so that it knows nothing but our model, and how its model asks for things.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openCodeDriver } from "../../drivers/opencode/opencode-driver.ts";
import type { AgentFixture } from "./agent-fixture.ts";
import type { AgentOnMachine } from "./agent-machine.ts";
import { pinnedAgents } from "./pinned-agents.ts";
import type { Place } from "./place.ts";

const model = {
  name: "Fake",
  tool_call: true,
  reasoning: true,
  cost: { input: 1, output: 2 },
  limit: { context: 100_000, output: 8_000 },
  attachment: true,
  modalities: { input: ["text", "image"], output: ["text"] },
};

/** As a user would write it, who lets it do most things unasked. */
const settings = (url: string, more: object) => ({
  model: "fake/fake-model",
  small_model: "fake/fake-model",
  enabled_providers: ["fake"],
  permission: { "*": "allow", bash: "allow", edit: "allow" },
  provider: {
    fake: {
      npm: "@ai-sdk/openai-compatible",
      options: { baseURL: `${url}/v1`, apiKey: "dummy" },
      models: { "fake-model": model },
    },
  },
  ...more,
});

export const openCodeFixture = {
  name: "opencode",
  agent: pinnedAgents.opencode,
  approvals: "exact",
  make: async (place, { url }, command) => {
    await writeOpenCodeSettings(place, url);
    return openCodeDriver({ ...openCodeOptions(place), command });
  },
  calls: {
    command: (command) => ({ name: "bash", input: { command, description: "as asked" } }),
    edit: (path, before, after) => [
      { name: "edit", input: { filePath: path, oldString: before, newString: after } },
    ],
    question: (question, choices) => {
      const options = choices.map((label) => ({ label, description: "this one" }));
      return { name: "question", input: { questions: [{ question, header: "Choice", options }] } };
    },
  },
} as const satisfies AgentFixture;

export const openCodeOnMachine: AgentOnMachine = {
  agent: pinnedAgents.opencode,
  setUp: async (place, url) => {
    await writeOpenCodeSettings(place, url);
    return openCodeEnvironment(place);
  },
};

export async function writeOpenCodeSettings(place: Place, url: string, more = {}): Promise<void> {
  const folder = join(place.home, ".config/opencode");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "opencode.json"), JSON.stringify(settings(url, more)));
}

export function openCodeOptions(place: Place) {
  const environment = openCodeEnvironment(place);
  const folder = join(place.home, "servers");
  return { environment, folder, allowedVersions: () => [], now: Date.now };
}

export function openCodeEnvironment(place: Place): Readonly<Record<string, string>> {
  return {
    ...place.environment,
    OPENCODE_DISABLE_MODELS_FETCH: "1",
    OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
    OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
  };
}
