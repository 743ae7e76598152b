// The streamed texts of one run, each with its own mask: what holds something back in one item must not hold
// another up, nor have its end mistaken for the other's.

import type { AgentEvent } from "@longrein/protocol";
import type { Keep } from "./hide-secrets.ts";
import { StreamMask } from "./stream-mask.ts";

export type Delta = Extract<AgentEvent, { readonly delta: string }>;

interface Stream {
  readonly latest: Delta;
  readonly mask: StreamMask;
}

/** More than a coding agent ever has open at once. */
const streamsMax = 64;

export class RunStreams {
  readonly #keep: Keep;
  readonly #streams = new Map<string, Stream>();

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  /** What may leave now because of this: of its own stream, and the rest of those that it ends. */
  push(delta: Delta): Delta[] {
    const name = nameOf(delta);
    const mask = this.#streams.get(name)?.mask ?? new StreamMask(this.#keep);
    const ended = delta.t === "text" ? this.#end((each) => each.t === "text", name) : [];
    this.#streams.set(name, { latest: delta, mask });
    if (this.#streams.size > streamsMax) ended.push(...this.#endOldest());
    ended.push({ ...delta, delta: mask.push(delta.delta) });
    return withText(ended);
  }

  /** The one that was begun first. */
  #endOldest(): Delta[] {
    const [oldest] = this.#streams.keys();
    return this.#end((each) => nameOf(each) === oldest);
  }

  /** The rest of what this event says is over. */
  endBefore(event: Exclude<AgentEvent, Delta>): Delta[] {
    switch (event.t) {
      case "prompt":
        return this.endAll();
      case "tool.done":
        return withText(this.#end((each) => each.t === "text" || each.item === event.item));
      case "prompt.queued":
      case "prompt.dropped":
      case "question.resolved":
      case "grant.made":
      case "grant.ended":
        // Somebody's doing, at any moment: what is being said goes on as if nothing were.
        return [];
      default:
        // What a program prints goes on beside all else; what a coding agent says does not.
        return withText(this.#end((each) => each.t === "text"));
    }
  }

  endAll(): Delta[] {
    return withText(this.#end(() => true));
  }

  #end(which: (delta: Delta) => boolean, butNot?: string): Delta[] {
    const ended = [...this.#streams].filter(
      ([name, { latest }]) => name !== butNot && which(latest),
    );
    return ended.map(([name, { latest, mask }]) => {
      this.#streams.delete(name);
      return { ...latest, delta: mask.end() };
    });
  }
}

function nameOf(delta: Delta): string {
  return delta.t === "text" ? `${delta.t} ${delta.item} ${delta.role}` : `${delta.t} ${delta.item}`;
}

function withText(deltas: readonly Delta[]): Delta[] {
  return deltas.filter(({ delta }) => delta !== "");
}
