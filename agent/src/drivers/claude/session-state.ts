// What a conversation remembers from one process of Claude Code to the next: which session it is, and what was
// asked for and told about it.

import type { DriverRun, Opening } from "../../runs/driver.ts";
import { textOf } from "../../runs/loose-fields.ts";
import type { Heard } from "./heard.ts";
import { modes } from "./modes.ts";

export interface Settings {
  readonly model?: string;
  readonly mode?: string;
}

export class SessionState {
  /** Names of the models on offer; none is known before the first start. */
  models: readonly string[] = [];
  #session: string | undefined;
  #fork: boolean;
  #wanted: Settings;
  /** What the run was told last. */
  #told: Settings = {};

  /** What is no session and no mode on offer is left out: it would stand among the words that start a program. */
  constructor({ session, fork = false, model, mode }: Opening) {
    this.#session = session !== undefined && isSessionName(session) ? session : undefined;
    this.#fork = this.#session !== undefined && fork;
    const offered = modes.find(({ name }) => name === mode)?.name;
    this.#wanted = { ...(model !== undefined && { model }), ...(offered && { mode: offered }) };
  }

  /** The model that works now. */
  get model(): string | undefined {
    return this.#told.model;
  }

  /** The session that it is, or goes on with; undefined for a new one and for a copy. */
  get session(): string | undefined {
    return this.#fork ? undefined : this.#session;
  }

  want(settings: Settings): void {
    this.#wanted = { ...this.#wanted, ...settings };
  }

  /** The words that start Claude Code on this session. */
  words(): string[] {
    const { model, mode } = this.#wanted;
    return [
      ...(this.#session === undefined ? [] : ["--resume", this.#session]),
      ...(this.#fork ? ["--fork-session"] : []),
      ...(model === undefined ? [] : ["--model", model]),
      ...(mode === undefined ? [] : ["--permission-mode", mode]),
    ];
  }

  begun(run: DriverRun, { session, about }: Extract<Heard, { kind: "begun" }>, at: number): void {
    if (session !== this.#session) {
      this.#session = session;
      this.#fork = false;
      run.inSession(session);
    }
    this.#tell(run, textOf(about, "model"), textOf(about, "permissionMode"), at);
  }

  /** Within a turn: a plan was approved, or it wants to plan. A process started later goes on in that mode. */
  changed(run: DriverRun, { about }: Extract<Heard, { kind: "system" }>, at: number): void {
    const mode = textOf(about, "permissionMode");
    if (mode === undefined) return;
    if (modes.some(({ name }) => name === mode)) this.want({ mode });
    this.#tell(run, this.#told.model, mode, at);
  }

  #tell(run: DriverRun, model: string | undefined, mode: string | undefined, at: number): void {
    if (model === this.#told.model && mode === this.#told.mode) return;
    this.#told = { ...(model !== undefined && { model }), ...(mode !== undefined && { mode }) };
    run.emit({ t: "settings", ...this.#told, at });
  }
}

/** As Claude Code names its sessions: a UUID. */
function isSessionName(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
