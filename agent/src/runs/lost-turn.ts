// A turn whose coding agent is gone, or does not answer any more, before anybody saw the turn end. What it did last
// may or may not have happened, so that the run is indeterminate and not failed.

export class LostTurn extends Error {
  override readonly name = "LostTurn";
  /** What somebody can do now. */
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}
