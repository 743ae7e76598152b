// Codex for tests: set up so that it knows nothing but our model, and how its model asks for things.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codexDriver } from "../../drivers/codex/codex-driver.ts";
import type { AgentFixture } from "./agent-fixture.ts";
import type { AgentOnMachine } from "./agent-machine.ts";
import { pinnedAgents } from "./pinned-agents.ts";
import type { Place } from "./place.ts";

const config = (url: string, folder: string): string => `model = "gpt-5.5"
model_provider = "fake"
check_for_update_on_startup = false
[features]
plugins = false
[analytics]
enabled = false
[notice.model_migrations]
"gpt-5.5" = "gpt-6-sol"
[projects."${folder}"]
trust_level = "trusted"
[model_providers.fake]
name = "Fake"
base_url = "${url}/v1"
wire_api = "responses"
env_key = "FAKE_KEY"
request_max_retries = 0
stream_max_retries = 0
`;

export const codexFixture = (server: "shared" | "private"): AgentFixture => ({
  name: server === "shared" ? "codex" : "codex-private",
  agent: pinnedAgents.codex,
  approvals: "exact",
  make: async (place, model, command) => {
    await writeCodexSettings(place, model.url);
    const environment = codexEnvironment(place);
    const { folder } = place;
    const allowedVersions = (): readonly string[] => [];
    return codexDriver({ server, command, environment, folder, allowedVersions, now: Date.now });
  },
  calls: {
    command: (script) => ({ name: "exec_command", input: { cmd: script } }),
    edit: (path, before, after) => [{ name: "apply_patch", freeform: patch(path, before, after) }],
    question: (text, choices) => ({ name: "request_user_input", input: ask(text, choices) }),
  },
});

export const codexOnMachine: AgentOnMachine = {
  agent: pinnedAgents.codex,
  setUp: async (place, url) => {
    await writeCodexSettings(place, url);
    return codexEnvironment(place);
  },
};

async function writeCodexSettings(place: Place, url: string): Promise<void> {
  const { CODEX_HOME } = codexEnvironment(place);
  await mkdir(CODEX_HOME);
  await writeFile(join(CODEX_HOME, "config.toml"), config(url, place.folder));
}

export function codexEnvironment(place: Place) {
  const home = join(place.home, ".codex");
  return { ...place.environment, CODEX_HOME: home, FAKE_KEY: "dummy" };
}

function ask(question: string, choices: readonly string[]): object {
  const options = choices.map((label) => ({ label, description: "this one" }));
  return { questions: [{ id: "q", header: "Choice", question, options }] };
}

function patch(path: string, before: string, after: string): string {
  const lines = (text: string, sign: string) =>
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => sign + line);
  const changes = [...lines(before, "-"), ...lines(after, "+")];
  const head = ["*** Begin Patch", `*** Update File: ${path}`, "@@"];
  return [...head, ...changes, "*** End Patch"].join("\n");
}
