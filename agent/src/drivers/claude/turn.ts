// One turn: over when its result is there and everything that was said to Claude Code has been taken, since
// what it takes later it answers with a further result.

export type TurnEnd =
  | { readonly kind: "result"; readonly result: unknown }
  /** Claude Code has ended. */
  | { readonly kind: "lost"; readonly how: string };

export class Turn {
  readonly ended: Promise<TurnEnd>;
  readonly #end: (end: TurnEnd) => void;
  readonly #notTaken = new Set<string>();
  #stopping = false;
  #over = false;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<TurnEnd>();
    this.ended = promise;
    this.#end = resolve;
  }

  get isOver(): boolean {
    return this.#over;
  }

  said(uuid: string): void {
    this.#notTaken.add(uuid);
  }

  taken(uuid: string): void {
    this.#notTaken.delete(uuid);
  }

  /** What was said and not taken will not be taken any more. */
  stopping(): void {
    this.#stopping = true;
  }

  /** False if a further result is to come. */
  resulted(result: unknown): boolean {
    if (this.#notTaken.size > 0 && !this.#stopping) return false;
    this.#finish({ kind: "result", result });
    return true;
  }

  lost(how: string): void {
    this.#finish({ kind: "lost", how });
  }

  #finish(end: TurnEnd): void {
    this.#over = true;
    this.#end(end);
  }
}
