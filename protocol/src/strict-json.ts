// JSON from a peer. JSON.parse alone would take duplicate keys (two readers, two meanings), "__proto__",
// lone surrogates and any depth. One linear pass over the text rules those out, then JSON.parse decides
// whether it is JSON at all.

import { ProtocolFailure } from "./failure.ts";
import { jsonDepthMax, jsonKeysMax } from "./limits.ts";

/** `keysMax` is more only for who is no stranger: each key costs memory. */
export function parseStrictJson(source: string, keysMax = jsonKeysMax): unknown {
  const keys = scan(source, keysMax);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    throw new ProtocolFailure("MESSAGE", "expected JSON", { cause });
  }
  if (keys.some((key) => key === "__proto__")) throw refused("a key named __proto__");
  return value;
}

/** The decoded keys of all objects. Tolerates what is not JSON: JSON.parse has the last word. */
function scan(source: string, keysMax: number): string[] {
  const all: string[] = [];
  const open: (Set<string> | undefined)[] = []; // a set for an object, undefined for an array
  let position = 0;
  while (position < source.length) {
    const character = source[position];
    if (character === '"') {
      const end = endOfString(source, position);
      const value = decodeString(source.slice(position, end));
      position = end;
      if (!isKey(source, end)) continue;
      const siblings = open.at(-1);
      if (siblings?.has(value)) throw refused("a duplicate key");
      siblings?.add(value);
      if (all.push(value) > keysMax) throw refused(`more than ${keysMax} keys`);
      continue;
    }
    if (character === "{" || character === "[") {
      if (open.push(character === "{" ? new Set() : undefined) > jsonDepthMax) {
        throw refused(`more than ${jsonDepthMax} levels`);
      }
    } else if (character === "}" || character === "]") open.pop();
    position++;
  }
  return all;
}

function endOfString(source: string, start: number): number {
  for (let i = start + 1; i < source.length; i++) {
    if (source[i] === "\\") i++;
    else if (source[i] === '"') return i + 1;
  }
  throw refused("a string without an end");
}

function decodeString(literal: string): string {
  let value: unknown;
  try {
    value = JSON.parse(literal);
  } catch (cause) {
    throw new ProtocolFailure("MESSAGE", "expected JSON", { cause });
  }
  if (typeof value !== "string" || !value.isWellFormed()) throw refused("a lone surrogate");
  return value;
}

function isKey(source: string, end: number): boolean {
  let next = end;
  while (" \t\r\n".includes(source[next] ?? "x")) next++;
  return source[next] === ":";
}

function refused(what: string): ProtocolFailure {
  return new ProtocolFailure("MESSAGE", `JSON with ${what} is refused`);
}
