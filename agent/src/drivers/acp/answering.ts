// What a coding agent asks in the course of a turn, each answered once: for permission, by a signed approval;
// with a form, by somebody's words. Answers hold for the one request and never for a next one.

import type { DriverRun, Permission } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { readForm } from "../../runs/question-form.ts";
import { displayedWish, titleOfWish } from "./displayed-wish.ts";
import type { RequestId } from "./rpc.ts";
import { type ToolCall, kindOf } from "./tool-call.ts";
import type { Transcript } from "./transcript.ts";

export interface AnsweringOptions {
  readonly run: DriverRun;
  readonly transcript: Transcript;
  notice(level: "info" | "warning", text: string): void;
  /** Has it told what somebody wants instead, when the answer leaves no room for words. */
  say(words: string): void;
}

type OptionKind = "allow_once" | "reject_once";

const cancelled = { outcome: { outcome: "cancelled" } };

export class Answering {
  readonly #options: AnsweringOptions;
  readonly #open = new Map<RequestId, AbortController>();

  constructor(options: AnsweringOptions) {
    this.#options = options;
  }

  /** Undefined for what is not known here. */
  asked(method: string, params: unknown, id: RequestId): Promise<object | undefined> {
    switch (method) {
      case "session/request_permission":
        return this.#whileOpen(id, (signal) => this.#permission(params, signal));
      case "elicitation/create":
        return this.#whileOpen(id, (signal) => this.#form(params, signal));
      default:
        return Promise.resolve(undefined);
    }
  }

  /** It no longer waits for this, and is told so all the same. */
  cancelled(params: unknown): void {
    const id = fieldOf(params, "requestId") ?? fieldOf(params, "id");
    if (typeof id === "number" || typeof id === "string") this.#open.get(id)?.abort();
  }

  abandonAll(): void {
    for (const gone of this.#open.values()) gone.abort();
  }

  async #permission(params: unknown, signal: AbortSignal): Promise<object> {
    const { run, transcript, notice } = this.#options;
    const { item, call } = transcript.asksAbout(fieldOf(params, "toolCall"));
    const wish = await displayedWish(call, run.folder);
    const title = titleOfWish(call, wish);
    const asking = { wish, title, says: "", item, kind: kindOf(call), signal };
    const permission = await run.ask({ ...asking, approvals: "displayed" });
    if (signal.aborted) return cancelled;
    this.#judged(call, permission);
    const options = listOf(params, "options");
    switch (permission.kind) {
      case "approved":
        return this.#choose(options, "allow_once");
      case "withdrawn":
        return cancelled;
      case "denied":
        if (permission.words !== undefined) this.#options.say(permission.words);
        return this.#choose(options, "reject_once");
      case "void":
      case "refused":
        notice("warning", `Not run: ${permission.why}`);
        return this.#choose(options, "reject_once");
      case "expired":
        return this.#choose(options, "reject_once");
    }
  }

  #judged(call: ToolCall, permission: Permission): void {
    const { transcript } = this.#options;
    if (permission.kind === "approved") transcript.judged(call, { kind: "allowed" });
    else if (permission.kind === "void") transcript.judged(call, { kind: "void" });
    else if (permission.kind === "denied" && permission.words !== undefined) {
      transcript.judged(call, { kind: "declined", words: permission.words });
    }
  }

  /** Lasting answers are never given, even where there are no others. */
  #choose(options: readonly unknown[], kind: OptionKind): object {
    const option = options.find((one) => textOf(one, "kind") === kind);
    const optionId = textOf(option, "optionId");
    if (optionId !== undefined) return { outcome: { outcome: "selected", optionId } };
    const what = kind === "allow_once" ? "yes" : "no";
    this.#options.notice("warning", `It can be told no ${what} for this once: cancelled.`);
    return cancelled;
  }

  async #form(params: unknown, signal: AbortSignal): Promise<object> {
    const form = readForm(params);
    if (form === undefined) return { action: "decline" };
    const answer = await this.#options.run.question(form.parts, undefined, signal);
    if (answer === undefined) return { action: "cancel" };
    if (answer.declined) return { action: "decline" };
    return { action: "accept", content: form.fill(answer) };
  }

  async #whileOpen(id: RequestId, act: (signal: AbortSignal) => Promise<object>): Promise<object> {
    const gone = new AbortController();
    this.#open.set(id, gone);
    try {
      return await act(gone.signal);
    } finally {
      this.#open.delete(id);
    }
  }
}
