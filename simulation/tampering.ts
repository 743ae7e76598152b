// What a hostile network does to bytes, and how an end answers: a failure's code, or that it accepted.

import { ProtocolFailure, concat } from "@longrein/protocol";

/** A copy with one bit of one byte changed; which bit depends on the place, so that all eight occur. */
export function flipped(bytes: Uint8Array, place: number): Uint8Array {
  const copy = bytes.slice();
  copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8));
  return copy;
}

export function lengthened(bytes: Uint8Array): Uint8Array {
  return concat(bytes, new Uint8Array(1));
}

/** The one word a refusal leaves: never a text, and nothing when there was no refusal. */
export async function answerTo(act: () => unknown): Promise<string> {
  try {
    await act();
    return "accepted";
  } catch (failure) {
    return failure instanceof ProtocolFailure ? failure.code : `not a refusal: ${String(failure)}`;
  }
}

/** Tries every place and lists those that were not answered as they must be. */
export async function wronglyAnswered(
  places: Iterable<number>,
  expected: string,
  act: (place: number) => unknown,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const place of places) {
    const answer = await answerTo(() => act(place));
    if (answer !== expected) wrong.push(`${place}: ${answer}`);
  }
  return wrong;
}

export function upTo(bound: number): number[] {
  return Array.from({ length: bound }, (_, index) => index);
}
