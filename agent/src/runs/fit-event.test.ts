// Whatever a coding agent says fits into an event that a phone can read.

import { type AgentEvent, decodeEvent, encodeEvent } from "@longrein/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText } from "./cut-text.ts";
import type { RunEvent } from "./driver.ts";
import { fitEvent } from "./fit-event.ts";

const long = "漢🙂".repeat(20_000);
const entry = { text: long, status: "active" } as const;
const tooLong: readonly RunEvent[] = [
  { t: "prompt", item: 1, text: long, at: 1 },
  { t: "plan", entries: Array.from({ length: 100 }, () => entry) },
  { t: "commands", commands: [{ name: "a", says: long, hint: long }, { name: long }] },
  { t: "commands", commands: Array.from({ length: 65 }, (_, n) => ({ name: `c${n}` })) },
  { t: "tool", item: 1, kind: "command", title: long, at: 1 },
  { t: "notice", level: "error", text: `half a character: \ud83d ${long}`, next: long, at: 1 },
  { t: "tool.done", item: 1, status: "declined", words: long },
  { t: "tool.done", item: 1, status: "completed", diff: "+漢🙂\n".repeat(300_000) },
  { t: "tool.done", item: 1, status: "completed", diff: "\u0001".repeat(3_000_000) },
  { t: "settings", model: long, mode: long, at: 1 },
  { t: "usage", model: long, input: 1, output: 1, at: 1 },
];

const short: readonly RunEvent[] = [
  { t: "prompt", item: 1, text: "go", at: 1 },
  { t: "plan", entries: [{ text: "one", status: "done" }] },
  { t: "commands", commands: [{ name: "mcp__x:y", says: "s", hint: "h" }, { name: "b" }] },
  { t: "tool", item: 1, kind: "edit", title: "a.ts", approval: new Uint8Array(16), at: 1 },
  { t: "notice", level: "info", text: "n", at: 1 },
  { t: "text", item: 1, role: "answer", delta: "d" },
  { t: "tool.output", item: 1, delta: "d" },
  { t: "tool.done", item: 1, status: "completed", exitCode: 0, durationMs: 1 },
  { t: "tool.done", item: 1, status: "declined", words: "rather not" },
  { t: "tool.done", item: 1, status: "completed", diff: "+a\n".repeat(100_000) },
  { t: "settings", model: "m", at: 1 },
  { t: "usage", input: 1, output: 1, at: 1 },
  { t: "compacted", at: 1 },
];

const read = (event: AgentEvent) => decodeEvent(encodeEvent(event));

describe("an event of a run", () => {
  it.each(tooLong.map((event) => [event.t, event] as const))(
    "%s is cut to what is read",
    (_, event) => {
      expect(() => read(event)).toThrow("expected");
      expect(read(fitEvent(event))).toEqual(fitEvent(event));
    },
  );

  it.each(short.map((event) => [event.t, event] as const))(
    "%s stays as it is when it fits",
    (_, event) => {
      expect(fitEvent(event)).toEqual(event);
    },
  );
});

describe("a text that is cut", () => {
  it("fits, is well-formed, and begins as the whole does", () => {
    const anyText = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 80 }), (text, bytesMax) => {
        const cut = cutText(text, bytesMax);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytesMax);
        expect(cut.isWellFormed()).toBe(true);
        if (Buffer.byteLength(text) <= bytesMax) expect(cut).toBe(text);
        else {
          expect(cut.endsWith("…")).toBe(true);
          expect(text.startsWith(cut.slice(0, -1))).toBe(true);
        }
      }),
    );
  });
});
