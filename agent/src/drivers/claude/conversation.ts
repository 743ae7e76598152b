// A run's conversation with Claude Code: one session of it, in a process that is started when it is needed,
// and started again on the same session if it has died.

import type { Conversation, DriverRun, Opening } from "../../runs/driver.ts";
import { LostTurn } from "../../runs/lost-turn.ts";
import type { PromptImage } from "../../runs/prompt-image.ts";
import { ClaudeFailure, again, failureIn } from "./claude-failure.ts";
import type { DesktopTurn } from "./desktop-turn.ts";
import { LiveClaude } from "./live-claude.ts";
import { modes } from "./modes.ts";
import { PlanFile } from "./plan-file.ts";
import { SessionState, type Settings } from "./session-state.ts";
import { Turn, type TurnEnd } from "./turn.ts";
import { bringsSomething, withoutProject } from "./trusted-folder.ts";
import { within } from "./within.ts";

/** After an interrupt; then it is ended instead, and goes on in another process. */
const resultWithinMs = 5_000;

export interface ConversationOptions {
  readonly now: () => number;
  readonly randomId: () => string;
  readonly shell: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Claude Code's own. */
  readonly claudeFolder: string;
  /** Rejects with a ClaudeFailure if Claude Code cannot be used now. */
  program(): Promise<string>;
  /** The turn at the desktop, if this prompt was typed there. */
  atDesktop(session: string, prompt: string): DesktopTurn | undefined;
  /** Somebody has this session open at the desktop. */
  hasWindow(session: string): Promise<boolean>;
  /** Somebody has said at the desktop that they trust what is in there. */
  isTrusted(folder: string): Promise<boolean>;
  /** It was put away. */
  closed(conversation: ClaudeConversation): void;
}

export class ClaudeConversation implements Conversation {
  readonly #run: DriverRun;
  readonly #options: ConversationOptions;
  readonly #state: SessionState;
  readonly #planFile: PlanFile;
  #live: Promise<LiveClaude> | undefined;
  #closed = false;
  #isAtWork = false;
  /** The run was told what is left out. */
  #warned = false;

  constructor(run: DriverRun, opening: Opening, options: ConversationOptions) {
    this.#run = run;
    this.#options = options;
    this.#state = new SessionState(opening);
    this.#planFile = new PlanFile(options.claudeFolder);
  }

  /** Undefined before it is known. */
  get session(): string | undefined {
    return this.#state.session;
  }

  get folder(): string {
    return this.#run.folder;
  }

  get isAtWork(): boolean {
    return this.#isAtWork;
  }

  async turn(...given: Parameters<Conversation["turn"]>): Promise<void> {
    this.#isAtWork = true;
    try {
      await this.#work(...given);
    } finally {
      this.#isAtWork = false;
    }
  }

  async #work(...[prompt, signal, images = []]: Parameters<Conversation["turn"]>): Promise<void> {
    if (signal.aborted) return;
    const { session } = this.#state;
    const typedThere = session && this.#options.atDesktop(session, prompt);
    if (typedThere) {
      // It has not heard what is said there, and would go on as if that had never been.
      await this.rest();
      return typedThere.follow(this.#run, signal);
    }
    try {
      await this.#requireAlone();
      const turn = new Turn();
      const live = await this.#begin(turn, prompt, images);
      const before = await live.process.processes();
      const stopped = this.#stopOn(signal, live, turn);
      const end = await turn.ended;
      await stopped();
      if (signal.aborted) await live.process.endProcesses(before);
      live.finish(end);
      const failure = failureOf(end);
      if (failure !== undefined && !signal.aborted) throw failure;
    } catch (failure) {
      throw this.#noticed(failure);
    }
  }

  async steer(text: string): Promise<boolean> {
    const live = await this.#live?.catch(() => undefined);
    const turn = live?.turn;
    if (live === undefined || turn === undefined || turn.isOver) return false;
    return this.#say(live, turn, text);
  }

  async set(settings: Settings): Promise<boolean> {
    const { model, mode } = settings;
    const { models } = this.#state;
    if (mode !== undefined && !modes.some(({ name }) => name === mode)) return false;
    if (model !== undefined && models.length > 0 && !models.includes(model)) return false;
    const channel = (await this.#live?.catch(() => undefined))?.process.channel;
    try {
      if (model !== undefined) await channel?.request("set_model", { model });
      if (mode !== undefined) await channel?.request("set_permission_mode", { mode });
    } catch {
      return false;
    }
    this.#state.want(settings);
    return true;
  }

  /** Ends its process, which the next turn starts again. */
  async rest(): Promise<void> {
    const live = await this.#live?.catch(() => undefined);
    await live?.process.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.rest();
    this.#options.closed(this);
  }

  /** Two that go on with one session do not see each other, and the work of one of them is lost. */
  async #requireAlone(): Promise<void> {
    const { session } = this.#state;
    if (session === undefined || !(await this.#options.hasWindow(session))) return;
    throw new ClaudeFailure(
      "This session is open in a window at the desktop, and only one can go on with it",
      "Go on there, or close that window and give the prompt again; or open a run with a copy of the session.",
    );
  }

  /** Claude Code may have died since the last turn; then it is started again. */
  async #begin(turn: Turn, prompt: string, images: readonly PromptImage[]): Promise<LiveClaude> {
    let live = await this.#connected();
    if (!this.#say(live, turn, prompt, images)) {
      await live.process.ended;
      live = await this.#connected();
      this.#say(live, turn, prompt, images);
    }
    live.turn = turn;
    void live.process.ended.then((how) => turn.lost(how));
    return live;
  }

  #say(live: LiveClaude, turn: Turn, text: string, images?: readonly PromptImage[]): boolean {
    const uuid = this.#options.randomId();
    if (!live.process.say(text, uuid, images)) return false;
    turn.said(uuid);
    return true;
  }

  /** Returns what settles when the stop, if there was one, has been carried out. */
  #stopOn(signal: AbortSignal, live: LiveClaude, turn: Turn): () => Promise<void> {
    let stopped = Promise.resolve();
    const stop = async () => {
      turn.stopping();
      live.withdraw();
      await live.process.interrupt();
      await within(resultWithinMs, turn.ended, "no result").catch(() => live.process.close());
    };
    const listener = () => void (stopped = stop());
    signal.addEventListener("abort", listener, { once: true });
    if (signal.aborted) listener();
    return () => {
      signal.removeEventListener("abort", listener);
      return stopped;
    };
  }

  #connected(): Promise<LiveClaude> {
    if (this.#closed) return Promise.reject(new ClaudeFailure("The run was put away", again));
    if (this.#live === undefined) {
      const live = this.#start();
      const forget = () => {
        if (this.#live === live) this.#live = undefined;
      };
      live.then(({ process }) => process.ended.then(forget), forget);
      this.#live = live;
    }
    return this.#live;
  }

  async #start(): Promise<LiveClaude> {
    const { program, variables, randomId, now, shell } = this.#options;
    const { folder } = this.#run;
    const words = [...(await this.#projectWords(folder)), ...this.#state.words()];
    const start = { program: await program(), folder, variables, mark: randomId(), words };
    const kept = { run: this.#run, state: this.#state, planFile: this.#planFile };
    const live = new LiveClaude({ ...kept, start, shell, now });
    await live.greet();
    return live;
  }

  async #projectWords(folder: string): Promise<readonly string[]> {
    const { isTrusted, now } = this.#options;
    if (await isTrusted(folder)) return [];
    if (!this.#warned && (await bringsSomething(folder))) {
      this.#warned = true;
      const text =
        "What this folder brings along for Claude Code (CLAUDE.md, settings, tool servers) is not used: nobody has told Claude Code to trust it.";
      const next = "Run claude in this folder on the machine once, and say that you trust it.";
      this.#run.emit({ t: "notice", level: "warning", text, next, at: now() });
    }
    return withoutProject;
  }

  /** The run's feed says what somebody can do; the failure ends the turn. */
  #noticed(failure: unknown): Error {
    const error = failure instanceof Error ? failure : new Error("unknown");
    const isOurs = error instanceof ClaudeFailure || error instanceof LostTurn;
    const next = isOurs ? error.next : again;
    const at = this.#options.now();
    this.#run.emit({ t: "notice", level: "error", text: error.message, next, at });
    return error;
  }
}

function failureOf(end: TurnEnd): ClaudeFailure | LostTurn | undefined {
  if (end.kind === "result") return failureIn(end.result);
  const next = `Look first at what is there. ${again} It goes on from here.`;
  return new LostTurn(`Claude Code has ended: ${end.how}`, next);
}
