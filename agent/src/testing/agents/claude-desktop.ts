// Claude Code in a window at the desktop, with our hooks as the command line installs them, and an agent that
// hears them: the real socket, before the desk of the bench.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  type ControlServer,
  type Handlers,
  listenForControl,
} from "../../control/control-server.ts";
import { socketPath } from "../../control/socket-path.ts";
import type { AgentBench } from "./agent-bench.ts";
import { claudeVariables, writeClaudeSettings } from "./claude-fixture.ts";
import { commandOf, pinnedAgents } from "./pinned-agents.ts";
import { Tmux } from "./tmux.ts";

const door = fileURLToPath(new URL("../../../bin/longrein.js", import.meta.url));

export class ClaudeDesktop {
  readonly bench: AgentBench;
  #window: Tmux | undefined;
  #server: ControlServer | undefined;

  constructor(bench: AgentBench) {
    this.bench = bench;
  }

  get window(): Tmux {
    if (this.#window === undefined) throw new Error("no window is open");
    return this.#window;
  }

  /** As `longrein up` does. */
  async listen(handlers: Handlers): Promise<void> {
    this.#server = await listenForControl(socketPath(this.bench.on.folder.path), handlers);
  }

  /** Nobody hears the hooks any more. */
  async deafen(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  longrein(...words: readonly string[]): string {
    const { place, on } = this.bench;
    const env = { ...place.environment, LONGREIN_STATE_DIR: on.folder.path };
    return execFileSync(process.execPath, [door, ...words], { encoding: "utf8", env });
  }

  async openWindow(...words: readonly string[]): Promise<void> {
    const { place, model } = this.bench;
    const environment = claudeVariables(place, model);
    writeClaudeSettings(place);
    const command = [commandOf(pinnedAgents.claude), ...words].join(" ");
    this.#window = new Tmux(place, { ...environment, DISABLE_AUTOUPDATER: "1" }, command);
    await this.window.shows(words.includes("plan") ? "plan mode on" : "? for shortcuts");
  }

  async type(prompt: string): Promise<void> {
    this.window.type(prompt);
    await this.window.shows(prompt);
    this.window.press("Enter");
  }

  /** As somebody who has done their work. */
  async leave(): Promise<void> {
    await this.#window?.close();
    this.#window = undefined;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.deafen();
  }
}
