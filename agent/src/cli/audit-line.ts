// An entry of the audit log for people: what happened, then to what, with ids as all other commands show them. What
// only a program can check is left to --json, which has the entry as it was hashed. Pure.

import { fromBase64url } from "@longrein/protocol/base64url";
import { isRecord } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { shortId } from "./ask-agent.ts";
import { showLine } from "./show-text.ts";

/** When it happened has a column of its own. */
const notShown = ["what", "at", "notAfter", "nonce", "auditHead", "rendererVersion"];
/** Ids have 16 bytes, digests and keys 32. */
const named = /^(?:[\w-]{22}|[\w-]{43})$/;
const signature = /^[\w-]{86}$/;

export function auditLine(entry: string | undefined): readonly [string, string] {
  if (entry === undefined) return ["forgotten", ""];
  const fields = parseStrictJson(entry);
  if (!isRecord(fields)) return ["unknown", showLine(entry)];
  const { what } = fields;
  const about = Object.entries(fields).filter(([name]) => !notShown.includes(name));
  const told = about.map(([name, value]) => fieldWords(name, value)).join("  ");
  return [showLine(typeof what === "string" ? what : "unknown"), told];
}

function fieldWords(name: string, value: unknown): string {
  if (typeof value !== "string") return showLine(`${name} ${JSON.stringify(value)}`);
  if (signature.test(value)) return "signed";
  const id = named.test(value) ? fromBase64url(value) : undefined;
  return showLine(`${name} ${id === undefined ? value : shortId(id)}`);
}
