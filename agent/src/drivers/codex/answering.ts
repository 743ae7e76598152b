// What Codex asks in the course of a turn, each answered once: by a signed approval, by somebody's words, or,
// for all that is not known here, with a no. Answers hold for the one request and never for a next one.

import type { QuestionAnswer } from "@longrein/protocol";
import { realFolder } from "../../platform/files.ts";
import type { DriverRun, Permission, QuestionParts } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { type Request, commandRequest, patchRequest } from "./approval-request.ts";
import { unanswered } from "./rpc.ts";
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
  /** False for a session with settings that are not ours: what is shown may then not be all that runs. */
  exact(): boolean;
}

export class Answering {
  readonly #options: AnsweringOptions;
  /** Requests that are open, by Codex's number for them. */
  readonly #open = new Map<number | string, AbortController>();

  constructor(options: AnsweringOptions) {
    this.#options = options;
  }

  /** Undefined for what is not known here. */
  async asked(method: string, params: unknown, id: number | string): Promise<unknown> {
    if (!this.#options.atWork()) {
      this.#options.notice("info", "Codex asks something at the desktop.");
      return unanswered;
    }
    switch (method) {
      case "item/commandExecution/requestApproval":
        return this.#approval(id, params, await commandRequest(params));
      case "item/fileChange/requestApproval": {
        const item = this.#options.transcript.codexItem(textOf(params, "itemId") ?? "");
        const { folder } = this.#options.run;
        return this.#approval(id, params, await patchRequest(listOf(item, "changes"), folder));
      }
      case "item/tool/requestUserInput":
        return this.#question(id, listOf(params, "questions"));
      default:
        this.#options.notice(
          "warning",
          `Codex asked for something unknown and got a no: ${method}`,
        );
        return undefined;
    }
  }

  /** Somebody else has answered it, or it is no longer asked. */
  resolved(id: unknown): void {
    if (typeof id === "number" || typeof id === "string") this.#open.get(id)?.abort();
  }

  /** None of them is waited for any more. */
  abandonAll(): void {
    for (const controller of this.#open.values()) controller.abort();
  }

  async #approval(
    id: number | string,
    params: unknown,
    request: Request | undefined,
  ): Promise<unknown> {
    const { run, transcript, notice, exact } = this.#options;
    const itemId = textOf(params, "itemId") ?? "";
    if (request === undefined) {
      notice("warning", "Codex asked for an approval without saying of what, and got a no.");
      transcript.declined(itemId);
      return { decision: "decline" };
    }
    return this.#whileOpen(id, async (signal) => {
      const permission = await run.ask({
        ...request,
        approvals: exact() ? request.approvals : "displayed",
        says: textOf(params, "reason") ?? "",
        item: transcript.asksAbout(itemId),
        signal,
      });
      const decision = await this.#decide(permission, request, params);
      if (decision === unanswered) return unanswered;
      if (decision !== "accept" && !signal.aborted) transcript.declined(itemId);
      return { decision };
    });
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

  async #question(id: number | string, questions: readonly unknown[]): Promise<unknown> {
    const { run } = this.#options;
    return this.#whileOpen(id, async (signal) => {
      const answer = await run.question(questions.map(partOf), undefined, signal);
      return { answers: answersOf(questions, answer) };
    });
  }

  async #whileOpen(
    id: number | string,
    act: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<unknown> {
    const controller = new AbortController();
    this.#open.set(id, controller);
    try {
      const answer = await act(controller.signal);
      return controller.signal.aborted ? unanswered : answer;
    } finally {
      this.#open.delete(id);
    }
  }
}

/** Codex runs the command where it said, so that place must still be the one that was signed. */
async function isStillThere({ wish }: Request, params: unknown): Promise<boolean> {
  if (wish.t !== "command") return true;
  return (await realFolder(textOf(params, "cwd") ?? "")) === wish.cwd;
}

function partOf(question: unknown): QuestionParts[number] {
  const choices = listOf(question, "options").map((option) => {
    const says = textOf(option, "description");
    return { label: textOf(option, "label") ?? "", ...(says !== undefined && { says }) };
  });
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
