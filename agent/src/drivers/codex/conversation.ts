// One run's thread in Codex: started or gone on with when it is first needed, one turn after the other, and
// joined anew when the server was lost in between.

import type { Conversation, DriverRun, Opening } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { Answering } from "./answering.ts";
import type { AppServer, ThreadListener } from "./app-server.ts";
import { CodexFailure, failureOf } from "./failures.ts";
import { features } from "./features.ts";
import { type Mode, defaultMode, modes, sandboxPolicyOf } from "./modes.ts";
import { Transcript } from "./transcript.ts";
import { UsageCount } from "./usage-count.ts";

export interface ConversationOptions {
  readonly run: DriverRun;
  readonly opening: Opening;
  readonly server: () => Promise<AppServer>;
  readonly now: () => number;
}

interface Turn {
  /** As Codex calls it, once it has said so. */
  id: string | undefined;
  readonly signal: AbortSignal;
  readonly usage: UsageCount;
  readonly ended: PromiseWithResolvers<unknown>;
}

/** Codex ends a turn within a second; one that does not is not going to. */
const stopWithinMs = 15_000;
const overlongText = "Codex said something longer than can be read here; that is missing.";

export class CodexConversation implements Conversation {
  readonly #options: ConversationOptions;
  readonly #transcript: Transcript;
  readonly #answering: Answering;
  #mode: Mode;
  #model: string | undefined;
  #thread: string | undefined;
  #server: AppServer | undefined;
  #turn: Turn | undefined;
  #leave = (): void => undefined;

  constructor(options: ConversationOptions) {
    const { run, opening, now } = options;
    this.#options = options;
    this.#mode = modes.find(({ name }) => name === opening.mode) ?? defaultMode;
    this.#model = opening.model;
    this.#transcript = new Transcript(run, now);
    this.#answering = new Answering({
      run,
      transcript: this.#transcript,
      notice: (level, text) => this.#notice(level, text),
      say: (words) => void this.steer(words),
      stopping: () => this.#turn?.signal.aborted === true,
    });
  }

  async turn(prompt: string, signal: AbortSignal): Promise<void> {
    try {
      const server = await this.#joined();
      if (!signal.aborted) await this.#work(server, prompt, signal);
    } catch (cause) {
      const failure = cause instanceof CodexFailure ? cause : failureOf(cause);
      this.#notice("error", failure.message, failure.next);
      throw failure;
    }
  }

  async steer(text: string): Promise<boolean> {
    const turn = this.#turn?.id;
    if (turn === undefined || this.#server === undefined) return false;
    const params = { threadId: this.#thread, expectedTurnId: turn, input: [inputOf(text)] };
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
    const answer = await this.#loadThread(server);
    const thread = textOf(fieldOf(answer, "thread"), "id");
    if (thread === undefined) throw failureOf({ message: "Codex did not name the thread" });
    this.#thread = thread;
    this.#server = server;
    this.#model = textOf(answer, "model") ?? this.#model;
    this.#leave = server.listen(thread, {
      notified: (method, params) => this.#notified(method, params),
      asked: (method, params, id) => this.#answering.asked(method, params, id),
      lost: (why) => this.#lost(why),
    });
    const { run, now } = this.#options;
    run.inSession(thread);
    const model = this.#model === undefined ? {} : { model: this.#model };
    run.emit({ t: "settings", ...model, mode: this.#mode.name, at: now() });
    return server;
  }

  #loadThread(server: AppServer): Promise<unknown> {
    const { run, opening } = this.#options;
    const known = this.#thread ?? opening.session;
    const settings = {
      cwd: run.folder,
      approvalPolicy: this.#mode.approvalPolicy,
      sandbox: this.#mode.sandbox,
      config: features,
      ...(this.#model !== undefined && { model: this.#model }),
    };
    if (known === undefined) return server.request("thread/start", settings);
    const forks = this.#thread === undefined && opening.fork === true;
    const params = { threadId: known, excludeTurns: true, ...settings };
    return server.request(forks ? "thread/fork" : "thread/resume", params);
  }

  async #work(server: AppServer, prompt: string, signal: AbortSignal): Promise<void> {
    const ended = Promise.withResolvers<unknown>();
    // Whoever waits for it is told, and if nobody does yet, will be.
    ended.promise.catch(() => undefined);
    const turn: Turn = { id: undefined, signal, usage: new UsageCount(this.#model), ended };
    this.#turn = turn;
    const stop = () => void this.#stop(server, turn);
    try {
      const answer = await server.request("turn/start", this.#startOf(prompt));
      turn.id ??= textOf(fieldOf(answer, "turn"), "id");
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
      const end = await ended.promise;
      const status = textOf(end, "status");
      if (status === "failed" && !signal.aborted) throw failureOf(fieldOf(end, "error"));
    } finally {
      signal.removeEventListener("abort", stop);
      this.#turn = undefined;
      this.#answering.abandonAll();
      this.#transcript.turnEnded();
      const usage = turn.usage.event(this.#options.now());
      if (usage !== undefined) this.#options.run.emit(usage);
    }
  }

  #startOf(prompt: string): object {
    return {
      threadId: this.#thread,
      input: [inputOf(prompt)],
      approvalPolicy: this.#mode.approvalPolicy,
      sandboxPolicy: sandboxPolicyOf(this.#mode),
      ...(this.#model !== undefined && { model: this.#model }),
    };
  }

  async #stop(server: AppServer, turn: Turn): Promise<void> {
    const why = { message: "Codex does not stop", codexErrorInfo: "other" };
    const timer = setTimeout(() => turn.ended.reject(failureOf(why)), stopWithinMs);
    void turn.ended.promise.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    );
    const params = { threadId: this.#thread, turnId: turn.id };
    await server.request("turn/interrupt", params).catch(() => undefined);
  }

  #notified(method: string, params: unknown): void {
    const turn = this.#turn;
    switch (method) {
      case "turn/started":
        if (turn !== undefined) turn.id ??= textOf(fieldOf(params, "turn"), "id");
        break;
      case "turn/completed": {
        const end = fieldOf(params, "turn");
        if (textOf(end, "id") === turn?.id) turn?.ended.resolve(end);
        break;
      }
      case "serverRequest/resolved":
        this.#answering.resolved(fieldOf(params, "requestId"));
        break;
      case "thread/tokenUsage/updated":
        turn?.usage.add(params);
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

  #lost(why: string): void {
    this.#answering.abandonAll();
    const next = "Give the prompt again: Codex is started anew for it and goes on where it was.";
    this.#turn?.ended.reject(new CodexFailure(why, next));
  }

  #notice(level: "info" | "warning" | "error", text: string, next?: string): void {
    const { run, now } = this.#options;
    run.emit({ t: "notice", level, text, ...(next !== undefined && { next }), at: now() });
  }
}

function inputOf(text: string): object {
  return { type: "text", text, text_elements: [] };
}
