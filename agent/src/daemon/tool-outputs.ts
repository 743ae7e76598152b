// What tools print, item by item: the first of it goes into the feed as it comes, and of what is longer all is
// gathered, to be kept beside the feed when the tool has ended.

import { artifactBytesMax } from "@longrein/protocol/limits";

/** In UTF-16 units: more than anybody reads of one command on a phone. */
const shownMax = 256 * 1_024;
/** A character has at least one byte. */
const gatheredMax = artifactBytesMax;
/** Tools of one run that print at the same time; what a further one prints beyond the first is lost. */
const gatheringMax = 8;

interface Output {
  readonly pieces: string[];
  length: number;
  isWhole: boolean;
}

export interface LongOutput {
  readonly text: string;
  readonly isWhole: boolean;
}

export class ToolOutputs {
  readonly #open = new Map<number, Output>();

  /** As much of it as is to be shown; it may be nothing. */
  take(item: number, delta: string): string {
    const output = this.#open.get(item) ?? this.#begin(item);
    const shown = beginningOf(delta, shownMax - output.length);
    const gathered = beginningOf(delta, gatheredMax - output.length);
    if (gathered.length < delta.length) output.isWhole = false;
    if (gathered !== "") output.pieces.push(gathered);
    output.length += delta.length;
    return shown;
  }

  /** All that it printed, if that was more than is shown. */
  end(item: number): LongOutput | undefined {
    const output = this.#open.get(item);
    this.#open.delete(item);
    if (output === undefined || output.length <= shownMax) return undefined;
    return { text: output.pieces.join(""), isWhole: output.isWhole };
  }

  get items(): readonly number[] {
    return [...this.#open.keys()];
  }

  #begin(item: number): Output {
    // Whoever never says that a tool has ended must not cost more and more.
    const [oldest] = this.#open.keys();
    if (this.#open.size >= gatheringMax && oldest !== undefined) this.#open.delete(oldest);
    const output = { pieces: [], length: 0, isWhole: true };
    this.#open.set(item, output);
    return output;
  }
}

/** Never half a character. */
function beginningOf(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text;
  if (unitsMax <= 0) return "";
  const last = text.charCodeAt(unitsMax - 1);
  return text.slice(0, unitsMax - (last >= 0xd800 && last <= 0xdbff ? 1 : 0));
}
