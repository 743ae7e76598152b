// What a run has said and done, as lines: nothing that matters to whoever reads it is left out.

import { expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { RunTranscript } from "./run-transcript.ts";

const at = 1;

it("warns where the run works in the workspace itself", () => {
  const warning = "no worktree could be made: what is changed is in effect at once";
  const attempt = { t: "attempt", number: 1, place: "folder", at } as const;
  expect(new RunTranscript().take({ ...attempt, warning })).toEqual([`! ${warning}`]);
  expect(new RunTranscript().take(attempt)).toEqual([]);
});

it("tells what was said with a denial, and what holds from then on", () => {
  const transcript = new RunTranscript();
  const denied = { t: "tool.done", item: 1, status: "declined", words: "not\nthere" } as const;
  expect(transcript.take(denied)).toEqual(["  declined", "< not", "< there"]);
  expect(transcript.take({ t: "settings", model: "m", profile: "strict", at })).toEqual([
    "* from here on: model m, profile strict",
  ]);
});

it("tells what a turn has used, and where that is an estimate", () => {
  const usage = { t: "usage", input: 1_200, output: 30, at } as const;
  const told = (about: object) => new RunTranscript().take({ ...usage, ...about });
  expect(told({})).toEqual(["* 1200 tokens read, 30 written"]);
  expect(told({ cost: 12_345 })).toEqual(["* 1200 tokens read, 30 written, $0.01"]);
  expect(told({ cost: 2_000_000, estimated: true })).toEqual([
    "* 1200 tokens read, 30 written, about $2.00",
  ]);
});

it("shows every character of what came from elsewhere", () => {
  const text = "a\u202eb\u001b[2J";
  const prompt = { t: "prompt", item: 0, text, device: randomBytes(16), at } as const;
  expect(new RunTranscript().take(prompt)).toEqual([String.raw`> a\u{202e}b\u{1b}[2J`]);
});
