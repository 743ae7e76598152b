// A frozen action for people: every field that there is, each character visible. What this version does not
// know is shown as it stands, since nothing of an action may stay in the dark. Pure.

import { isRecord } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { showLine, showText } from "./show-text.ts";

export function actionLines(frozen: string): string[] {
  const action = parseStrictJson(frozen);
  if (!isRecord(action)) return [showText(frozen)];
  return Object.entries(action).flatMap(([name, value]) => fieldLines(name, value, "  "));
}

function fieldLines(name: string, value: unknown, indent: string): string[] {
  const label = `${indent}${showLine(name)}`;
  if (typeof value === "string") {
    if (!value.includes("\n")) return [`${label}: ${showLine(value)}`];
    return [
      `${label}:`,
      ...showText(value)
        .split("\n")
        .map((line) => `${indent}  ${line}`),
    ];
  }
  // Each word on its own: joined, nobody could tell one with a space in it from two.
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${label}: none`];
    return value.flatMap((item: unknown, index) => fieldLines(`${name} ${index}`, item, indent));
  }
  if (isRecord(value)) {
    const inner = Object.entries(value);
    return [`${label}:`, ...inner.flatMap(([key, part]) => fieldLines(key, part, `${indent}  `))];
  }
  return [`${label}: ${JSON.stringify(value)}`];
}
