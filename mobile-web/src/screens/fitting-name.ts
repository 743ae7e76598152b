// The name of a phone, as long as it may be.

import { deviceNameBytesMax } from "@longrein/protocol/limits";

const encoder = new TextEncoder();

/** A name within the protocol's bound, cut between characters. */
export function fittingName(name: string): string {
  let fitting = "";
  for (const character of name.trim()) {
    if (encoder.encode(fitting + character).length > deviceNameBytesMax) break;
    fitting += character;
  }
  return fitting;
}
