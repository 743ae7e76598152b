// What came of a call of wrangler, from the file in which it tells programs, and from what it said. Pure.

import { stripVTControlCharacters } from "node:util";
import { isRecord } from "@longrein/protocol/shape";

export interface Refused {
  /** Of Cloudflare's API, where that has refused it. */
  readonly code: number | undefined;
  /** In Cloudflare's or wrangler's words. */
  readonly message: string;
}

export type Outcome =
  | { readonly kind: "done"; readonly out: string; readonly targets: readonly string[] }
  | { readonly kind: "refused"; readonly refused: Refused }
  /** It is not wrangler that failed: that has never begun. */
  | { readonly kind: "not-begun"; readonly why: string };

export interface Said {
  readonly exitCode: number;
  /** One JSON object on each line. */
  readonly outcome: string;
  readonly out: string;
  readonly complaints: string;
}

export function outcomeOf({ exitCode, outcome, out, complaints }: Said): Outcome {
  const entries = outcome.split("\n").flatMap(entryOn);
  const plain = stripVTControlCharacters(complaints);
  if (exitCode === 0) return { kind: "done", out, targets: targetsIn(entries) };
  if (entries.length === 0) return { kind: "not-begun", why: firstComplaint(plain) };
  const failed = entries.findLast(({ type }) => type === "command-failed");
  const code = typeof failed?.["code"] === "number" ? failed["code"] : undefined;
  const message = typeof failed?.["message"] === "string" ? failed["message"] : "";
  return { kind: "refused", refused: { code, message: cloudflaresWords(plain) ?? message } };
}

/** Which of several JSON values an answer holds: it is the last thing that is printed. */
export function jsonIn(out: string): unknown {
  const start = out.search(/^[[{]/m);
  try {
    return start < 0 ? undefined : JSON.parse(out.slice(start));
  } catch {
    return undefined;
  }
}

function entryOn(line: string): Readonly<Record<string, unknown>>[] {
  const value = jsonIn(line);
  return isRecord(value) ? [value] : [];
}

function targetsIn(entries: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const targets = entries.findLast(({ type }) => type === "deploy")?.["targets"];
  if (!Array.isArray(targets)) return [];
  return targets.filter((target: unknown) => typeof target === "string");
}

/** Wrangler's own message says only which call it was; what Cloudflare said to it stands below, with its code. */
function cloudflaresWords(complaints: string): string | undefined {
  return /^\s+(\S.*?) \[code: \d+\]$/m.exec(complaints)?.[1];
}

function firstComplaint(complaints: string): string {
  const lines = complaints.split("\n").map((line) => line.trim());
  const telling = lines.filter((line) => line !== "" && !/^npm (warn|notice)/i.test(line));
  return telling.slice(0, 3).join("; ").slice(0, 400);
}
