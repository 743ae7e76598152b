// One run's session with a coding agent: a process of its own, started when it is first needed, and one prompt
// after the other until the run is put away.

import type { Conversation, DriverRun, Opening } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { LostTurn } from "../../runs/lost-turn.ts";
import type { PromptImage } from "../../runs/prompt-image.ts";
import { type AgentProcess, type Launch, startAgent } from "./agent-process.ts";
import { Answering } from "./answering.ts";
import { AcpFailure, anew, failureOf, lostTurn } from "./failures.ts";
import { type Choices, isCareless, modelOption, modelsIn, modesOf } from "./modes.ts";
import { blocksOf, requireTaken } from "./prompt-blocks.ts";
import { RpcFailure } from "./rpc.ts";
import { type OpenSession, openSession } from "./session.ts";
import { Transcript } from "./transcript.ts";
import { UsageCount } from "./usage-count.ts";

export interface ConversationOptions extends Launch {
  readonly run: DriverRun;
  readonly opening: Opening;
  readonly now: () => number;
  /** What it can be set to, known only once there is a session. */
  learned(modes: Choices, models: Choices): void;
}

interface Open {
  readonly agent: AgentProcess;
  readonly session: OpenSession;
  readonly usage: UsageCount;
  /** The option by which the model is chosen. */
  readonly modelOption: string | undefined;
}

/** Less than what a run waits for its end. */
const stopWithinMs = 7_000;

export class AcpConversation implements Conversation {
  readonly #options: ConversationOptions;
  readonly #transcript: Transcript;
  readonly #answering: Answering;
  #opening: Opening;
  #open: Open | undefined;
  #model: string | undefined;
  #mode: string | undefined;
  /** What somebody wants said when the present prompt is answered. */
  #words: string[] = [];
  /** They go with the first of what is said in a turn. */
  #images: PromptImage[] = [];
  #inTurn = false;
  #isClosed = false;

  constructor(options: ConversationOptions) {
    const { run, opening, now } = options;
    this.#options = options;
    this.#opening = opening;
    this.#transcript = new Transcript(run, now);
    this.#answering = new Answering({
      run,
      transcript: this.#transcript,
      notice: (level, text) => this.#notice(level, text),
      say: (words) => void this.#words.push(words),
    });
  }

  async turn(...[prompt, signal, images = []]: Parameters<Conversation["turn"]>): Promise<void> {
    try {
      const open = await this.#opened();
      requireTaken(open.agent, images);
      this.#images = [...images];
      if (!signal.aborted) await this.#work(open, prompt, signal);
    } catch (cause) {
      if (signal.aborted) return;
      const failure = cause instanceof LostTurn ? cause : failureOf(cause, this.#options.title);
      this.#notice("error", failure.message, failure.next);
      throw failure;
    }
  }

  async set({
    model,
    mode,
  }: {
    readonly model?: string;
    readonly mode?: string;
  }): Promise<boolean> {
    if (mode !== undefined && isCareless(mode)) return false;
    this.#opening = { ...this.#opening, ...(model && { model }), ...(mode && { mode }) };
    if (this.#open === undefined) return true;
    return this.#apply(this.#open).then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#answering.abandonAll();
    const open = this.#open;
    this.#open = undefined;
    await open?.agent.stop();
  }

  /** At its first start on a machine it may stand in its own way, where two of it start at once. */
  async #opened(): Promise<Open> {
    if (this.#open?.agent.isLost() === false) return this.#open;
    try {
      return await this.#start();
    } catch (failure) {
      if (!(failure instanceof RpcFailure) || failure.isAboutLogin || this.#isClosed) throw failure;
      return this.#start();
    }
  }

  async #start(): Promise<Open> {
    const { run, learned } = this.#options;
    const agent = await startAgent(this.#options, run.folder, {
      notified: (method, params) => this.#notified(method, params),
      asked: (method, params, id) =>
        this.#inTurn ? this.#answering.asked(method, params, id) : Promise.resolve(undefined),
      overlong: () => this.#notice("warning", "It said more at once than is read."),
      lost: () => this.#answering.abandonAll(),
    });
    try {
      const session = await this.#begin(agent);
      const option = modelOption(session.answer);
      const usage = new UsageCount(session.isNew);
      const open = { agent, session, usage, modelOption: textOf(option, "id") };
      this.#model = textOf(option, "currentValue");
      this.#mode = modesOf(session.answer).current;
      learned(modesOf(session.answer).careful, modelsIn(option));
      await this.#apply(open);
      if (this.#isClosed) throw new AcpFailure("The run was put away", anew);
      this.#open = open;
      this.#opening = { ...this.#opening, session: session.id, fork: false };
      run.inSession(session.id);
      this.#tellSettings();
      return open;
    } catch (failure) {
      await agent.stop();
      throw failure;
    }
  }

  /** Rather a new session than a run that cannot be gone on with. */
  async #begin(agent: AgentProcess): Promise<OpenSession> {
    const { folder } = this.#options.run;
    if (this.#opening.session === undefined) return openSession(agent, folder, {});
    try {
      return await openSession(agent, folder, this.#opening);
    } catch (cause) {
      if (agent.isLost()) throw cause;
      const { message } = failureOf(cause, this.#options.title);
      this.#notice("warning", `${message}. It begins anew and remembers nothing.`);
      return openSession(agent, folder, {});
    }
  }

  /** The model and the mode that are wanted; and never a mode that does not ask. */
  async #apply({ agent, session, modelOption: option }: Open): Promise<void> {
    const sessionId = session.id;
    const { careful } = modesOf(session.answer);
    const { model } = this.#opening;
    const stays = this.#mode === undefined || !isCareless(this.#mode);
    const mode = this.#opening.mode ?? (stays ? undefined : careful[0]?.name);
    if (!stays && mode === undefined) {
      throw new AcpFailure("It has no mode in which it asks", "Use another coding agent.");
    }
    if (mode !== undefined && mode !== this.#mode) {
      if (isCareless(mode)) {
        throw new AcpFailure(`In ${mode} it does not ask`, "Choose another mode.");
      }
      await agent.peer.request("session/set_mode", { sessionId, modeId: mode });
      this.#mode = mode;
    }
    if (model === undefined || model === this.#model) return;
    if (option === undefined) throw new AcpFailure("Its model cannot be chosen", "Leave it open.");
    const wanted = { sessionId, configId: option, value: model };
    await agent.peer.request("session/set_config_option", wanted);
    this.#model = model;
  }

  /** It has gone where it does not ask, by itself or by somebody's command. */
  async #putBack(mode: string): Promise<void> {
    const open = this.#open;
    if (open === undefined) return;
    this.#notice("warning", `In ${mode} it does not ask, so it is put back.`);
    await this.#apply(open).catch(() => open.agent.stop());
    this.#tellSettings();
  }

  async #work(open: Open, prompt: string, signal: AbortSignal): Promise<void> {
    const { agent, session, usage } = open;
    const { run, now } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      this.#answering.abandonAll();
      agent.peer.notify("session/cancel", { sessionId: session.id });
      timer = setTimeout(() => void agent.stop(), stopWithinMs);
    };
    signal.addEventListener("abort", stop, { once: true });
    this.#inTurn = true;
    this.#words = [prompt];
    let end: unknown;
    try {
      for (let text = this.#words.shift(); text !== undefined; text = this.#words.shift()) {
        end = await this.#prompt(open, text);
        if (signal.aborted) break;
      }
    } finally {
      signal.removeEventListener("abort", stop);
      clearTimeout(timer);
      this.#inTurn = false;
      this.#answering.abandonAll();
      this.#transcript.turnEnded();
      const counted = usage.event(end, this.#model, now());
      if (counted !== undefined) run.emit(counted);
    }
  }

  async #prompt({ agent, session }: Open, text: string): Promise<unknown> {
    const prompt = blocksOf(text, this.#images.splice(0));
    const answering = agent.peer.request("session/prompt", { sessionId: session.id, prompt });
    const end = await answering.catch((cause: unknown) => {
      throw agent.isLost() ? lostTurn(cause, this.#options.title) : cause;
    });
    const why = whyEnded(textOf(end, "stopReason"));
    if (why !== undefined)
      this.#notice("warning", why, "Tell it to go on, or say it in another way.");
    return end;
  }

  #notified(method: string, params: unknown): void {
    if (method === "$/cancel_request") this.#answering.cancelled(params);
    if (method !== "session/update") return;
    const update = fieldOf(params, "update");
    // Told as soon as there is a session, before it is known here which one that is.
    if (textOf(update, "sessionUpdate") === "available_commands_update") {
      return this.#transcript.update(update);
    }
    if (!this.#isOurs(params)) return;
    switch (textOf(update, "sessionUpdate")) {
      case "usage_update":
        this.#open?.usage.update(update);
        break;
      case "session_info_update":
        this.#options.run.titled(textOf(update, "title") ?? "");
        break;
      case "current_mode_update":
        this.#mode = textOf(update, "currentModeId") ?? this.#mode;
        this.#tellSettings();
        if (this.#mode !== undefined && isCareless(this.#mode)) void this.#putBack(this.#mode);
        break;
      case "compaction_update":
        if (textOf(update, "status") !== "completed") break;
        this.#options.run.emit({ t: "compacted", at: this.#options.now() });
        break;
      case "notice":
        this.#notice("info", textOf(update, "message") ?? textOf(update, "text") ?? "");
        break;
      default:
        this.#transcript.update(update);
    }
  }

  /** What it repeats while it loads a session has been told before. */
  #isOurs(params: unknown): boolean {
    return this.#open !== undefined && textOf(params, "sessionId") === this.#open.session.id;
  }

  #tellSettings(): void {
    const { run, now } = this.#options;
    const model = this.#model === undefined ? {} : { model: this.#model };
    const mode = this.#mode === undefined ? {} : { mode: this.#mode };
    run.emit({ t: "settings", ...model, ...mode, at: now() });
  }

  #notice(level: "info" | "warning" | "error", text: string, next?: string): void {
    if (text === "") return;
    const { run, now } = this.#options;
    run.emit({ t: "notice", level, text, ...(next !== undefined && { next }), at: now() });
  }
}

/** Undefined for ends that need no words. */
function whyEnded(reason: string | undefined): string | undefined {
  switch (reason) {
    case "max_tokens":
      return "The answer was too long for the model.";
    case "max_turn_requests":
      return "It has asked the model as often as it may in one turn.";
    case "refusal":
      return "The model refuses to answer.";
    default:
      return undefined;
  }
}
