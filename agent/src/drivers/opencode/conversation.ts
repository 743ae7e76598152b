// One run's session in OpenCode: a server of its own, started when it is first needed, and one turn after the
// other until the run is put away.

import type { Conversation, DesktopWindow, Opening } from "../../runs/driver.ts";
import { LostTurn } from "../../runs/lost-turn.ts";
import { OpenCodeFailure, failureOf } from "./failures.ts";
import { LiveSession, type LiveSessionOptions } from "./live-session.ts";
import { Turn } from "./turn.ts";

export type ConversationOptions = Omit<LiveSessionOptions, "hearer">;

const leftOutText = "Left out, since OpenCode does not ask before it runs these:";

export class OpenCodeConversation implements Conversation {
  readonly #options: ConversationOptions;
  #live: LiveSession | undefined;
  #turn: Turn | undefined;
  #opening: Opening;
  #isClosed = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#opening = options.opening;
  }

  async turn(...[prompt, signal, images = []]: Parameters<Conversation["turn"]>): Promise<void> {
    try {
      const live = await this.#opened();
      if (!signal.aborted)
        await this.#work(live, signal, () => live.prompt(prompt, this.#opening, images));
    } catch (cause) {
      const isOurs = cause instanceof OpenCodeFailure || cause instanceof LostTurn;
      const failure = isOurs ? cause : failureOf(cause);
      this.#notice("error", failure.message, failure.next);
      throw failure;
    }
  }

  /** OpenCode takes it up after the step that is under way. */
  async steer(text: string): Promise<boolean> {
    if (this.#turn?.isUnderWay !== true || this.#live === undefined) return false;
    return this.#live.prompt(text, this.#opening).then(
      () => true,
      () => false,
    );
  }

  set({ model, mode }: { readonly model?: string; readonly mode?: string }): Promise<boolean> {
    const isKnown = mode === undefined || this.#live?.hasAgent(mode) !== false;
    if (!isKnown || model?.includes("/") === false) return Promise.resolve(false);
    this.#opening = { ...this.#opening, ...(model && { model }), ...(mode && { mode }) };
    return Promise.resolve(true);
  }

  get folder(): string {
    return this.#options.run.folder;
  }

  get session(): string | undefined {
    return this.#opening.session;
  }

  /** Undefined while no server runs. */
  window(): DesktopWindow | undefined {
    return this.#live?.isLost === false ? this.#live.window() : undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const live = this.#live;
    this.#live = undefined;
    await live?.close();
  }

  async #opened(): Promise<LiveSession> {
    if (this.#live?.isLost === false) return this.#live;
    const { run } = this.#options;
    const live = await LiveSession.open({
      ...this.#options,
      opening: this.#opening,
      hearer: {
        turn: () => this.#turn,
        notice: (level, text) => this.#notice(level, text),
      },
    });
    if (this.#isClosed) {
      await live.close();
      throw new OpenCodeFailure("The run was put away", "Give the prompt again.");
    }
    this.#live = live;
    // A server that is started anew goes on with the same session.
    this.#opening = { ...this.#opening, session: live.id, fork: false };
    run.inSession(live.id);
    if (live.leftOut.length > 0) {
      this.#notice("warning", `${leftOutText} ${live.leftOut.join(", ")}`);
    }
    return live;
  }

  async #work(live: LiveSession, signal: AbortSignal, say: () => Promise<void>): Promise<void> {
    const turn = new Turn(live.client, live.id);
    this.#turn = turn;
    const stop = () => void turn.stop().then((gone) => (gone ? undefined : live.close()));
    try {
      await say();
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
      await turn.ended;
      if (turn.failure !== undefined && !signal.aborted) throw turn.failure;
    } finally {
      signal.removeEventListener("abort", stop);
      this.#turn = undefined;
      await live.turnEnded();
      const usage = turn.usage.event(live.id, this.#options.now());
      if (usage !== undefined) this.#options.run.emit(usage);
    }
  }

  #notice(level: "info" | "warning" | "error", text: string, next?: string): void {
    const { run, now } = this.#options;
    run.emit({ t: "notice", level, text, ...(next !== undefined && { next }), at: now() });
  }
}
