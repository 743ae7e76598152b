// What stands for a secret in a text of a run.

import { expect, it } from "vitest";
import type { TranscriptItem } from "../../state/transcript-item.ts";
import { masksIn } from "./masks.ts";

const answer = (text: string): TranscriptItem => ({ kind: "answer", item: 1, text });
const numbers = (text: string) => masksIn(answer(text)).map(({ number }) => number);

it("is found by its mark, each once, wherever it stands", () => {
  const text = "a [hidden: GitHub token 1], b=[hidden: password 2]\n[hidden: GitHub token 1]";
  expect(masksIn(answer(text))).toEqual([
    { kind: "GitHub token", number: 1 },
    { kind: "password", number: 2 },
  ]);
});

it("is found in what a tool was called, printed and changed", () => {
  const tool: TranscriptItem = {
    kind: "tool",
    item: 1,
    tool: "command",
    title: "deploy --key [hidden: API key 3]",
    approval: undefined,
    at: 1,
    output: "used [hidden: API key 4]",
    cut: false,
    result: { status: "completed", diff: "+[hidden: API key 5]" },
  };
  expect(masksIn(tool).map(({ number }) => number)).toEqual([3, 4, 5]);
});

it.each([
  "",
  "hidden: GitHub token 1",
  "[hidden: GitHub token]",
  "[hidden: token 1",
  "[hidden: a\nb 1]",
  "[hidden: token 12345678]",
])("is not in %j", (text) => {
  expect(numbers(text)).toEqual([]);
});

it("is listed eight times at most", () => {
  const text = Array.from({ length: 50 }, (_, at) => `[hidden: token ${at + 1}]`).join(" ");
  expect(numbers(text)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
