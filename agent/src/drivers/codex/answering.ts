// What Codex asks in the course of a turn, each answered once: by a signed approval, by somebody's words, or,
// for all that is not known here, with a no. Answers hold for the one request and never for a next one.

import type { QuestionAnswer } from "@longrein/protocol";
import { realFolder } from "../../platform/files.ts";
import type { DriverRun, Permission, QuestionParts } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { optionChoices } from "../../runs/option-choices.ts";
import { type Request, commandRequest, patchRequest } from "./approval-request.ts";
import { unanswered } from "./rpc.ts";
import { answerForm, formOf } from "./elicitation.ts";
import type { Transcript } from "./transcript.ts";

/** Left is what somebody at the desktop may still answer. */
type Decision = "accept" | "decline" | "cancel" | typeof unanswered;

export interface AnsweringOptions {
  readonly run: DriverRun;
  readonly transcript: Transcript;
  notice(level: "info" | "warning", text: string): void;
  /** Tells Codex in words what somebody wants instead. */
  say(words: string): void;
  /** Whether a turn of ours is under way; the questions of others are answered where they were raised. */
  atWork(): boolean;
  stopping(): boolean;
  /** Settles when all is known that was begun before the thread was joined. */
  caughtUp(): Promise<void>;
  /** False for a session with settings that are not ours: what is shown may then not be all that runs. */
  exact(): boolean;
}

/** Codex asks at once when its thread is joined. */
const askedAgainWithinMs = 2_000;

interface Open {
  /** What it asks, by which it is known when it is asked again. */
  readonly key: string;
  readonly gone: AbortController;
  readonly answer: Promise<unknown>;
}

export class Answering {
  readonly #options: AnsweringOptions;
  /** Requests that Codex has not called settled, by its number for them. */
  readonly #open = new Map<number | string, Open>();
  /** Those that were open when the connection was lost: each may be asked once more, and is no new one then. */
  #adrift: readonly Open[] = [];
  #patience: NodeJS.Timeout | undefined;

  constructor(options: AnsweringOptions) {
    this.#options = options;
  }

  /** Undefined for what is not known here. */
  asked(method: string, params: unknown, id: number | string): Promise<unknown> {
    if (!this.#options.atWork()) {
      this.#options.notice("info", "Codex asks something at the desktop.");
      return Promise.resolve(unanswered);
    }
    const key = JSON.stringify([method, params]);
    const known = this.#adrift.find((open) => open.key === key) ?? this.#begin(method, params, key);
    this.#adrift = this.#adrift.filter((open) => open !== known);
    this.#open.set(id, known);
    return known.answer;
  }

  /** Somebody else has answered it, or it is no longer asked. */
  resolved(id: unknown): void {
    if (typeof id !== "number" && typeof id !== "string") return;
    this.#open.get(id)?.gone.abort();
    this.#open.delete(id);
  }

  /** The connection is lost, and what was asked there is asked again on the next. */
  lost(): void {
    clearTimeout(this.#patience);
    this.#adrift = [...this.#adrift, ...this.#open.values()];
    this.#open.clear();
  }

  /** There is another connection; what is not asked there again has been answered elsewhere. */
  rejoined(asks: boolean): void {
    if (asks) this.#patience = setTimeout(() => this.#abandonAdrift(), askedAgainWithinMs);
    else this.#abandonAdrift();
  }

  /** None of them is waited for any more. */
  abandonAll(): void {
    this.lost();
    this.#abandonAdrift();
  }

  #abandonAdrift(): void {
    for (const { gone } of this.#adrift) gone.abort();
    this.#adrift = [];
  }

  #begin(method: string, params: unknown, key: string): Open {
    const gone = new AbortController();
    const { signal } = gone;
    const answer = this.#answer(method, params, signal).then((result) =>
      signal.aborted ? unanswered : result,
    );
    return { key, gone, answer };
  }

  async #answer(method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
    const { transcript, run, notice, caughtUp } = this.#options;
    switch (method) {
      case "item/commandExecution/requestApproval":
        return this.#approval(params, await commandRequest(params), signal);
      case "item/fileChange/requestApproval": {
        // The request does not say what is changed, and may come before what does.
        await caughtUp();
        if (signal.aborted) return unanswered;
        const item = transcript.codexItem(textOf(params, "itemId") ?? "");
        const request = await patchRequest(listOf(item, "changes"), run.folder);
        return this.#approval(params, request, signal);
      }
      case "item/tool/requestUserInput":
        return this.#question(listOf(params, "questions"), signal);
      case "mcpServer/elicitation/request": {
        const form = formOf(params);
        if (form !== undefined) return answerForm(run, form, params, signal);
        notice("warning", "A server of tools asked for what cannot be given here, and got a no.");
        return undefined;
      }
      default:
        notice("warning", `Codex asked for something unknown and got a no: ${method}`);
        return undefined;
    }
  }

  async #approval(
    params: unknown,
    request: Request | undefined,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { run, transcript, notice, exact } = this.#options;
    const itemId = textOf(params, "itemId") ?? "";
    if (request === undefined) {
      notice("warning", "Codex asked for an approval without saying of what, and got a no.");
      transcript.declined(itemId);
      return { decision: "decline" };
    }
    const permission = await run.ask({
      ...request,
      approvals: exact() ? request.approvals : "displayed",
      says: textOf(params, "reason") ?? "",
      item: transcript.asksAbout(itemId),
      signal,
    });
    const decision = await this.#decide(permission, request, params);
    if (decision === unanswered) return unanswered;
    if (decision === "accept") transcript.allowed(itemId);
    else if (!signal.aborted) transcript.declined(itemId);
    return { decision };
  }

  async #decide(permission: Permission, request: Request, params: unknown): Promise<Decision> {
    const { notice, say, stopping } = this.#options;
    switch (permission.kind) {
      case "approved":
        if (await isStillThere(request, params)) return "accept";
        notice("warning", "The folder of an approved command has moved, so it was not run.");
        return "decline";
      case "denied":
        // The no comes first, so that the words are not taken for a yes.
        if (permission.words !== undefined) setImmediate(say, permission.words);
        return "decline";
      case "void":
      case "refused":
        notice("warning", `Not run: ${permission.why}`);
        return "decline";
      case "expired":
        return "decline";
      case "withdrawn":
        return stopping() ? "cancel" : unanswered;
    }
  }

  async #question(questions: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    const { run, notice } = this.#options;
    if (questions.some(isApproval)) {
      notice("warning", "Codex asked for an approval as if it were a question, and got a no.");
      return undefined;
    }
    const answer = await run.question(questions.map(partOf), undefined, signal);
    return { answers: answersOf(questions, answer) };
  }
}

/** Codex runs the command where it said, so that place must still be the one that was signed. */
async function isStillThere({ wish }: Request, params: unknown): Promise<boolean> {
  if (wish.t !== "command") return true;
  return (await realFolder(textOf(params, "cwd") ?? "")) === wish.cwd;
}

/** What is called so is a yes to a tool in the shape of a question: those are signed or not given. */
function isApproval(question: unknown): boolean {
  return textOf(question, "id")?.startsWith("mcp_tool_call_approval") ?? false;
}

function partOf(question: unknown): QuestionParts[number] {
  const choices = optionChoices(question);
  return {
    text: textOf(question, "question") ?? "",
    choices,
    many: false,
    free: choices.length === 0 || fieldOf(question, "isOther") === true,
    secret: fieldOf(question, "isSecret") === true,
  };
}

/** By the question's own id; one that nobody answered is left out. */
function answersOf(
  questions: readonly unknown[],
  answer: QuestionAnswer | undefined,
): Record<string, { readonly answers: readonly string[] }> {
  const entries = questions.flatMap((question, number) => {
    const id = textOf(question, "id");
    const part = answer?.parts[number];
    if (id === undefined || part === undefined) return [];
    const { choices } = partOf(question);
    const labels = part.choices.flatMap((choice) => choices[choice]?.label ?? []);
    const words = part.text === undefined || part.text === "" ? [] : [part.text];
    return [[id, { answers: [...labels, ...words] }] as const];
  });
  return Object.fromEntries(entries);
}
