// One run's thread in Codex: started or gone on with when it is first needed, one turn after the other, and
// joined anew when the server was lost in between.

import type { Conversation, DriverRun, Opening } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { LostTurn } from "../../runs/lost-turn.ts";
import { Answering } from "./answering.ts";
import type { AppServer } from "./app-server.ts";
import { CodexFailure, failureOf, lostTurn } from "./failures.ts";
import { type Mode, defaultMode, modes, threadSettings, turnSettings } from "./modes.ts";
import { liveText, overlongText, rejoinedText } from "./notice-texts.ts";
import { OwnPrompts } from "./own-prompts.ts";
import { rejoin } from "./rejoin.ts";
import { Transcript } from "./transcript.ts";
import { TurnWatch } from "./turn-watch.ts";

export interface ConversationOptions {
  readonly run: DriverRun;
  readonly opening: Opening;
  readonly server: () => Promise<AppServer>;
  /** Another connection to the server that was lost; undefined if that is gone. */
  readonly again: () => Promise<AppServer | undefined>;
  readonly now: () => number;
}

/** Codex ends a turn within a second; one that does not is not going to. */
const stopWithinMs = 8_000;

export class CodexConversation implements Conversation {
  readonly #options: ConversationOptions;
  readonly #transcript: Transcript;
  readonly #answering: Answering;
  /** Undefined while a session of the desktop keeps the settings it has there. */
  #mode: Mode | undefined;
  #model: string | undefined;
  #thread: string | undefined;
  #server: AppServer | undefined;
  /** A prompt of ours is being dealt with, be it that it still waits for another to end. */
  #working = false;
  readonly #turns = new TurnWatch();
  readonly #prompts = new OwnPrompts();
  /** Settles when all is known that was begun before the thread was joined. */
  #caughtUp = Promise.resolve();
  #leave = (): void => undefined;

  constructor(options: ConversationOptions) {
    const { run, opening, now } = options;
    this.#options = options;
    this.#mode = modes.find(({ name }) => name === opening.mode) ?? defaultMode;
    this.#model = opening.model;
    this.#transcript = new Transcript(run, now, (prompt) => this.#prompts.isOwn(prompt));
    this.#answering = new Answering({
      run,
      transcript: this.#transcript,
      notice: (level, text) => this.#notice(level, text),
      say: (words) => void this.steer(words),
      atWork: () => this.#working,
      stopping: () => this.#turns.isStopping,
      caughtUp: () => this.#caughtUp,
      exact: () => this.#mode !== undefined,
    });
  }

  async turn(...[prompt, signal, images = []]: Parameters<Conversation["turn"]>): Promise<void> {
    this.#working = true;
    try {
      const server = await this.#joined();
      if (!signal.aborted) await this.#work(server, this.#prompts.inputOf(prompt, images), signal);
    } catch (cause) {
      const isOurs = cause instanceof CodexFailure || cause instanceof LostTurn;
      const failure = isOurs ? cause : failureOf(cause);
      this.#notice("error", failure.message, failure.next);
      throw failure;
    } finally {
      this.#working = false;
    }
  }

  async steer(text: string): Promise<boolean> {
    const turn = this.#turns.activeId;
    if (turn === undefined || this.#server === undefined) return false;
    const params = { threadId: this.#thread, expectedTurnId: turn, ...this.#prompts.inputOf(text) };
    return this.#server.request("turn/steer", params).then(
      () => true,
      () => false,
    );
  }

  set({ model, mode }: { readonly model?: string; readonly mode?: string }): Promise<boolean> {
    const wanted = mode === undefined ? this.#mode : modes.find(({ name }) => name === mode);
    if (wanted === undefined) return Promise.resolve(false);
    this.#mode = wanted;
    this.#model = model ?? this.#model;
    return Promise.resolve(true);
  }

  async close(): Promise<void> {
    this.#answering.abandonAll();
    this.#turns.forget();
    this.#leave();
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined || server.isLost) return;
    await server.request("thread/unsubscribe", { threadId: this.#thread }).catch(() => undefined);
  }

  /** The server, with the thread loaded and listened to. */
  async #joined(): Promise<AppServer> {
    if (this.#server !== undefined && !this.#server.isLost) return this.#server;
    const server = await this.#options.server();
    const known = this.#thread ?? this.#options.opening.session;
    const forks = this.#thread === undefined && this.#options.opening.fork === true;
    if (known === undefined || forks) await this.#startThread(server, known);
    else await this.#catchUp(this.#resumeThread(server, known));
    this.#server = server;
    const { run, now } = this.#options;
    run.inSession(this.#thread ?? "");
    const model = this.#model === undefined ? {} : { model: this.#model };
    const mode = this.#mode === undefined ? {} : { mode: this.#mode.name };
    run.emit({ t: "settings", ...model, ...mode, at: now() });
    return server;
  }

  async #startThread(server: AppServer, from: string | undefined): Promise<void> {
    const settings = this.#settings();
    const answer = await (from === undefined
      ? server.request("thread/start", settings)
      : server.request("thread/fork", { threadId: from, excludeTurns: true, ...settings }));
    const thread = textOf(fieldOf(answer, "thread"), "id");
    if (thread === undefined) throw failureOf({ message: "Codex did not name the thread" });
    this.#listen(server, thread);
    this.#model = textOf(answer, "model") ?? this.#model;
  }

  async #resumeThread(server: AppServer, thread: string): Promise<void> {
    // First of all: a question that is open there is asked again while the thread is being joined.
    this.#listen(server, thread);
    const initialTurnsPage = { limit: 1, itemsView: "full" };
    const params = { threadId: thread, excludeTurns: true, initialTurnsPage };
    const loaded = listOf(await server.request("thread/loaded/list", {}), "data");
    const isLive = this.#server === undefined && loaded.includes(thread);
    if (isLive && this.#options.opening.mode === undefined) this.#mode = undefined;
    if (isLive) this.#notice("info", liveText);
    const settings = isLive ? {} : this.#settings();
    const answer = await server.request("thread/resume", { ...params, ...settings });
    this.#model = textOf(answer, "model") ?? this.#model;
    // A turn may be under way that somebody has begun at the desktop.
    const [last] = listOf(fieldOf(answer, "initialTurnsPage"), "data");
    if (textOf(last, "status") !== "inProgress") return;
    this.#turns.started({ turn: last }, this.#model);
    this.#transcript.joined(listOf(last, "items"));
  }

  /** What is asked about an item that began before waits until that item is known. */
  #catchUp(joining: Promise<void>): Promise<void> {
    this.#caughtUp = joining.catch(() => undefined);
    return joining;
  }

  #listen(server: AppServer, thread: string, lost = (why: string) => this.#lost(why)): void {
    this.#leave();
    this.#thread = thread;
    this.#leave = server.listen(thread, {
      notified: (method, params) => this.#notified(method, params),
      asked: (method, params, id) => this.#answering.asked(method, params, id),
      lost,
    });
  }

  #settings(): object {
    return {
      cwd: this.#options.run.folder,
      ...(this.#model !== undefined && { model: this.#model }),
      ...(this.#mode !== undefined && threadSettings),
    };
  }

  async #work(server: AppServer, said: object, signal: AbortSignal): Promise<void> {
    await this.#turns.idle(signal);
    if (signal.aborted) return;
    const turn = this.#turns.begin(signal);
    const stop = () => void this.#stop(turn);
    try {
      const starting = server.request("turn/start", this.#startOf(said));
      const answer = await starting.catch((cause: unknown) => {
        // It may have been heard all the same.
        throw server.isLost ? lostTurn(failureOf(cause).message, []) : cause;
      });
      turn.id ??= textOf(fieldOf(answer, "turn"), "id");
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
      const end = await turn.ended.promise;
      const failed = textOf(end, "status") === "failed" && !signal.aborted;
      if (failed) throw failureOf(fieldOf(end, "error"));
    } finally {
      signal.removeEventListener("abort", stop);
      this.#turns.forget();
    }
  }

  #startOf(said: object): object {
    return {
      threadId: this.#thread,
      ...said,
      ...(this.#mode !== undefined && turnSettings),
      ...(this.#model !== undefined && { model: this.#model }),
    };
  }

  async #stop({ ended }: ReturnType<TurnWatch["begin"]>): Promise<void> {
    const never = new LostTurn("Codex does not stop", "Look at the desktop what it does there.");
    const timer = setTimeout(() => ended.reject(never), stopWithinMs);
    const settled = () => clearTimeout(timer);
    void ended.promise.then(settled, settled);
    await this.#interrupt();
  }

  async #interrupt(): Promise<void> {
    const params = { threadId: this.#thread, turnId: this.#turns.ownId };
    await this.#server?.request("turn/interrupt", params).catch(() => undefined);
  }

  #notified(method: string, params: unknown): void {
    switch (method) {
      case "turn/started":
        this.#turns.started(params, this.#model);
        break;
      case "turn/completed":
        this.#completed(params);
        break;
      case "serverRequest/resolved":
        this.#answering.resolved(fieldOf(params, "requestId"));
        break;
      case "thread/tokenUsage/updated":
        this.#turns.used(params);
        break;
      case "thread/name/updated":
        this.#options.run.titled(textOf(params, "threadName") ?? "");
        break;
      case "error":
        if (fieldOf(params, "willRetry") === true) {
          this.#notice("info", `${failureOf(fieldOf(params, "error")).message} Codex tries again.`);
        }
        break;
      case "longrein/overlong":
        this.#notice("warning", overlongText);
        break;
      default:
        this.#transcript.notified(method, params);
    }
  }

  #completed(params: unknown): void {
    this.#answering.abandonAll();
    this.#transcript.turnEnded();
    const usage = this.#turns.completed(params)?.event(this.#options.now());
    if (usage !== undefined) this.#options.run.emit(usage);
  }

  #lost(why: string): void {
    this.#transcript.lost();
    this.#answering.lost();
    const turn = this.#turns.ownId;
    if (turn === undefined) this.#gone(why);
    else void this.#catchUp(this.#rejoin(turn, why));
  }

  /** Codex works on without us, unless it is what has gone. */
  async #rejoin(turn: string, why: string): Promise<void> {
    const thread = this.#thread ?? "";
    const listen = (server: AppServer) => {
      if (this.#turns.ownId === turn) this.#listen(server, thread, () => undefined);
    };
    const rejoined = await rejoin({ thread, turn, again: this.#options.again, listen });
    if (this.#turns.ownId !== turn) return;
    if (rejoined === undefined || rejoined.server.isLost) return this.#gone(why);
    this.#server = rejoined.server;
    this.#listen(rejoined.server, thread);
    this.#notice("info", rejoinedText);
    this.#transcript.caughtUp(listOf(rejoined.turn, "items"));
    if (textOf(rejoined.turn, "status") !== "inProgress") this.#completed({ turn: rejoined.turn });
    else if (this.#turns.isStopping) void this.#interrupt();
    this.#answering.rejoined(rejoined.asks);
  }

  #gone(why: string): void {
    const underWay = this.#transcript.underWay();
    this.#answering.abandonAll();
    this.#transcript.turnEnded();
    this.#turns.lost(lostTurn(why, underWay));
  }

  #notice(level: "info" | "warning" | "error", text: string, next?: string): void {
    const { run, now } = this.#options;
    run.emit({ t: "notice", level, text, ...(next !== undefined && { next }), at: now() });
  }
}
