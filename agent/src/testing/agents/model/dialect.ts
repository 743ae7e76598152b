// What a dialect of model servers is made of: which requests it answers, what it reads in them, and how it
// says a turn. All of them stream with server-sent events, or answer with one JSON if asked without.

import { randomBytes } from "node:crypto";
import type { Says } from "./model-turn.ts";

export interface Reading {
  readonly streams: boolean;
  readonly model: string;
  /** Names of the tools on offer. */
  readonly tools: readonly string[];
}

/** Without tools, or with one for the form of the answer: a title, a summary, a check. */
export function isAside({ tools }: Reading): boolean {
  return tools.length < 2;
}

export interface Dialect {
  readonly accepts: (path: string) => boolean;
  readonly reads: (body: unknown, path: string) => Reading;
  /** Events before, within and after the text; the server streams them and waits where the turn says so. */
  readonly tells: (turn: Says, reading: Reading) => Telling;
  /** The body of an HTTP error. */
  readonly fails: (status: number) => unknown;
}

export interface Telling {
  readonly before: readonly string[];
  readonly piece: (text: string) => string;
  readonly after: readonly string[];
  /** The whole answer, for requests that do not stream. */
  readonly whole: unknown;
}

export function event(type: string, content: object): string {
  return `event: ${type}\n${unnamed({ type, ...content })}`;
}

export function unnamed(content: object): string {
  return `data: ${JSON.stringify(content)}\n\n`;
}

export function freshId(prefix: string): string {
  return prefix + randomBytes(12).toString("hex");
}

export function textOf({ text = [] }: Says): string {
  return text.join("");
}

/** A field of what came from outside. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

export function textAt(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === "string" ? found : "";
}
