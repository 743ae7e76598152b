// The coding agents that the tests run: packages on npm at the versions the drivers were written against,
// installed by `npm run test:agents` into a cache folder, and found again by the tests.

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export interface PinnedAgent {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** The command it brings. */
  readonly command: string;
}

export const pinnedAgents = {
  codex: pin("codex", "@openai/codex", "0.169.0", "codex"),
  claude: pin("claude", "@anthropic-ai/claude-code", "2.1.329", "claude"),
  opencode: pin("opencode", "opencode-ai", "1.18.33", "opencode"),
  gemini: pin("gemini", "@google/gemini-cli", "0.61.0", "gemini"),
  "claude-acp": pin(
    "claude-acp",
    "@agentclientprotocol/claude-agent-acp",
    "0.100.0",
    "claude-agent-acp",
  ),
} as const satisfies Record<string, PinnedAgent>;

function pin(name: string, from: string, version: string, command: string): PinnedAgent {
  return { name, package: from, version, command };
}

export function agentsFolder(): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(cache, "longrein-test-agents");
}

/** Where it is installed, whether or not it is there. */
export function folderOf({ name, version }: PinnedAgent): string {
  return join(agentsFolder(), `${name}@${version}`);
}

export function commandOf(agent: PinnedAgent): string {
  return join(folderOf(agent), "node_modules/.bin", agent.command);
}

export function isInstalled(agent: PinnedAgent): boolean {
  return existsSync(commandOf(agent));
}
