// What OpenCode asks in words, passed on and answered once, by whoever is first: from here or at the desktop.

import type { QuestionAnswer } from "@longrein/protocol";
import type { DriverRun, QuestionParts } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { optionChoices } from "../../runs/option-choices.ts";
import type { ServerClient } from "./server-client.ts";

export class Questions {
  readonly #run: DriverRun;
  readonly #client: ServerClient;
  /** Outside of a turn only who sits at the desktop answers. */
  readonly #inTurn: () => boolean;
  readonly #open = new Map<string, AbortController>();

  constructor(run: DriverRun, client: ServerClient, inTurn: () => boolean) {
    this.#run = run;
    this.#client = client;
    this.#inTurn = inTurn;
  }

  async asked(request: unknown): Promise<void> {
    const id = textOf(request, "id") ?? "";
    if (this.#open.has(id) || !this.#inTurn()) return;
    const parts = listOf(request, "questions").map(partOf);
    const gone = new AbortController();
    this.#open.set(id, gone);
    const answer = await this.#run.question(parts, undefined, gone.signal);
    this.#open.delete(id);
    if (gone.signal.aborted) return;
    const answered = answer !== undefined && !answer.declined;
    const [what, body] = answered
      ? (["reply", { answers: labelsOf(parts, answer) }] as const)
      : (["reject", {}] as const);
    await this.#client.post(`/question/${id}/${what}`, body).catch(() => undefined);
  }

  /** Answered, by whomever. */
  resolved(id: string): void {
    this.#open.get(id)?.abort();
  }

  abandonAll(): void {
    for (const gone of this.#open.values()) gone.abort();
    this.#open.clear();
  }
}

function partOf(question: unknown): QuestionParts[number] {
  return {
    text: textOf(question, "question") ?? "",
    choices: optionChoices(question),
    many: fieldOf(question, "multiple") === true,
    free: fieldOf(question, "custom") !== false,
    secret: false,
  };
}

/** OpenCode takes words of one's own where it takes labels. */
function labelsOf(parts: QuestionParts, answer: QuestionAnswer): string[][] {
  return parts.map(({ choices }, number) => {
    const part = answer.parts[number];
    const labels = (part?.choices ?? []).flatMap((choice) => choices[choice]?.label ?? []);
    return part?.text === undefined || part.text === "" ? labels : [...labels, part.text];
  });
}
