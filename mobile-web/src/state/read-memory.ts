// What the phone wrote down of a machine to have something to show when it is opened again: JSON, in which maps,
// sets and bytes say what they are. Whatever another version of the app wrote is nothing.

import { fromBase64url } from "@longrein/protocol/base64url";
import type { Key } from "./identifiers.ts";
import type { Inbox } from "./inbox.ts";
import type { SeenRuns } from "./seen-runs.ts";
import type { Transcript } from "./transcript.ts";

/** Another one whenever what is written down has another shape. */
export const memoryVersion = 2;

/** What stands on the first screen. */
export interface Memory {
  readonly version: typeof memoryVersion;
  /** Up to then it is true, by the phone's clock. */
  readonly asOf: number;
  readonly clockAheadMs: number;
  readonly inbox: Inbox;
  /** The runs whose ends were written down, each in a place of its own. */
  readonly slots: readonly Key[];
  /** Absent where an app wrote that marked nothing. */
  readonly seen?: SeenRuns;
}

/** The end of a run's transcript. */
export interface RunMemory {
  readonly version: typeof memoryVersion;
  readonly run: Key;
  readonly transcript: Transcript;
}

export function readMemory(text: string): Memory | undefined {
  const value = revive(text);
  return isOfThisVersion(value, "inbox") ? value : undefined;
}

export function readRunMemory(text: string): RunMemory | undefined {
  const value = revive(text);
  return isOfThisVersion(value, "transcript") ? value : undefined;
}

interface Shapes {
  readonly inbox: Memory;
  readonly transcript: RunMemory;
}

/** It was sealed with a key that only this app has: what says our version is what this version wrote. */
function isOfThisVersion<Part extends keyof Shapes>(
  value: unknown,
  part: Part,
): value is Shapes[Part] {
  return isObject(value) && value["version"] === memoryVersion && isObject(value[part]);
}

function revive(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (isObject(value) ? made(value) : value));
  } catch {
    return undefined;
  }
}

function made(value: Readonly<Record<string, unknown>>): unknown {
  const { $map, $set, $bytes } = value;
  if (Array.isArray($map)) return new Map($map);
  if (Array.isArray($set)) return new Set($set);
  return typeof $bytes === "string" ? fromBase64url($bytes) : value;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
