// Whether all that went ahead without asking, because a device had approved it for the run, was let through by such
// an approval, and by one that had not ended.

import type { SignedAnswer } from "./audit-answer.ts";

type Fields = ReadonlyMap<string, unknown>;

export class GrantsInLog {
  readonly #open = new Set<string>();
  /** What an entry said that was forgotten nobody knows: perhaps that approval. */
  #isSure = true;

  forgotten(): void {
    this.#isSure = false;
  }

  /** Its signature is verified. */
  answered({ statement }: SignedAnswer, fields: Fields | undefined): void {
    if (statement.scope === "run" && fields !== undefined) this.#open.add(nameOf(fields));
  }

  /** False for what nothing lets through. */
  take(fields: Fields): boolean {
    const what = fields.get("what");
    if (what === "grant.ended") this.#open.delete(nameOf(fields));
    return what !== "grant.used" || !this.#isSure || this.#open.has(nameOf(fields));
  }
}

function nameOf(fields: Fields): string {
  return `${String(fields.get("run"))} ${String(fields.get("approval"))}`;
}
