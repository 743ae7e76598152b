// The real Codex through all that every coding agent must show.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentFixture } from "../../testing/agents/agent-fixture.ts";
import { describeAgent } from "../../testing/agents/describe-agent.ts";
import { pinnedAgents } from "../../testing/agents/pinned-agents.ts";
import { codexDriver } from "./codex-driver.ts";

const config = (url: string): string => `model = "gpt-5.5"
model_provider = "fake"
check_for_update_on_startup = false
[features]
plugins = false
[analytics]
enabled = false
[model_providers.fake]
name = "Fake"
base_url = "${url}/v1"
wire_api = "responses"
env_key = "FAKE_KEY"
request_max_retries = 0
stream_max_retries = 0
`;

const codex = (server: "shared" | "private"): AgentFixture => ({
  name: server === "shared" ? "codex" : "codex-private",
  agent: pinnedAgents.codex,
  approvals: "exact",
  make: async (place, model, command) => {
    const home = join(place.home, ".codex");
    await mkdir(home);
    await writeFile(join(home, "config.toml"), config(model.url));
    const environment = { ...place.environment, CODEX_HOME: home, FAKE_KEY: "dummy" };
    return codexDriver({ server, command, environment, folder: place.folder, now: Date.now });
  },
  calls: {
    command: (script) => ({ name: "exec_command", input: { cmd: script } }),
    edit: (path, before, after) => [{ name: "apply_patch", freeform: patch(path, before, after) }],
    question: (text, choices) => ({ name: "request_user_input", input: ask(text, choices) }),
  },
});

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

describeAgent(codex("shared"));
describeAgent(codex("private"));
