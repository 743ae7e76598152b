// How the link to the relay stands, since when, and what the relay said last when it hung up.

import type { LinkState } from "@longrein/protocol";
import type { RelayHint } from "../link/relay-link.ts";

export class LinkWatch {
  readonly #now: () => number;
  link: LinkState["kind"] = "stopped";
  since: number;
  hint: RelayHint | undefined;

  constructor(now: () => number) {
    this.#now = now;
    this.since = now();
  }

  changed({ kind }: LinkState): void {
    // The dials between two waits are one state to whoever looks: not connected since then.
    this.link = kind;
    this.since = this.#now();
    if (kind === "ready") this.hint = undefined;
  }

  hinted(hint: RelayHint): void {
    this.hint = hint;
  }
}
