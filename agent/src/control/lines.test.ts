// The framing of the control socket, byte by byte, and what is not taken for a line.

import { describe, expect, it } from "vitest";
import { UserFailure } from "../platform/user-failure.ts";
import { LineReader, encodeFailure, readInput, readReply } from "./lines.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

describe("lines", () => {
  it("are the same however the bytes arrive", () => {
    const text = Buffer.from('{"a":"é手🙂"}\n\n{"b":2}\nrest');
    for (let size = 1; size <= text.length; size++) {
      const reader = new LineReader(64);
      const lines: string[] = [];
      for (let at = 0; at < text.length; at += size) {
        lines.push(...reader.take(text.subarray(at, at + size)));
      }
      expect(lines).toEqual(['{"a":"é手🙂"}', "", '{"b":2}']);
    }
  });

  it("may be as long as the bound and not a byte longer, whole or in pieces", () => {
    expect(new LineReader(4).take(bytes("abcd\n"))).toEqual(["abcd"]);
    expect(() => new LineReader(4).take(bytes("abcde\n"))).toThrow(RangeError);
    const slow = new LineReader(4);
    slow.take(bytes("abc"));
    slow.take(bytes("d"));
    expect(() => slow.take(bytes("e"))).toThrow(RangeError);
  });

  it("must be UTF-8", () => {
    expect(() => new LineReader(64).take(bytes("\xff\n"))).toThrow(TypeError);
  });
});

describe("a reply", () => {
  it("brings a failure as it was, with its kind and what to do", () => {
    const failure = new UserFailure("refused", "no", "do something else");
    const reply = readReply(encodeFailure(failure));
    expect(reply).toMatchObject({ kind: "failed", failure: { kind: "refused", message: "no" } });
    expect(reply.kind === "failed" && reply.failure.hint).toBe("do something else");
  });

  it("may be a list of as much as there may be", () => {
    const answer = Array.from({ length: 10_000 }, (_, seq) => ({ seq, at: 1, what: "x", by: "y" }));
    expect(readReply(JSON.stringify({ done: answer }))).toEqual({ kind: "done", answer });
    const input = JSON.stringify({ input: "x", ...Object.fromEntries(answer.entries()) });
    expect(() => readInput(input)).toThrow("keys");
  });

  it.each(["", "[]", "{}", "nonsense", '{"failed":{"kind":"other","message":""}}', '{"done":1'])(
    "is not %j",
    (line) => {
      expect(() => readReply(line)).toThrow(/expected|UNSUPPORTED/);
    },
  );

  it.each(["", '{"input":1}', '{"inputs":""}', '"x"'])("and an input is not %j", (line) => {
    expect(() => readInput(line)).toThrow(/expected/);
  });
});
