// Which turns are under way at the desktop, so that a run which is told of one watches it instead of beginning it
// a second time.

import type { DesktopTurn } from "./desktop-turn.ts";

export class DesktopTurns {
  readonly #turns = new Map<string, DesktopTurn>();

  /** The one that is under way in this session, or else a new one. */
  begin(session: string, make: () => DesktopTurn): DesktopTurn {
    this.#forgetPast();
    const present = this.#turns.get(session) ?? make();
    this.#turns.set(session, present);
    return present;
  }

  of(session: string): DesktopTurn | undefined {
    this.#forgetPast();
    return this.#turns.get(session);
  }

  /** For the run that was given this prompt because of it. */
  toFollow(session: string, prompt: string): DesktopTurn | undefined {
    const turn = this.of(session);
    return turn?.isFollowed === false && turn.prompt === prompt ? turn : undefined;
  }

  #forgetPast(): void {
    for (const [session, { isOver }] of this.#turns) if (isOver) this.#turns.delete(session);
  }
}
