// The words that start Claude Code: what a phone named reaches them as a name, or not at all.

import { expect, it } from "vitest";
import { SessionState } from "./session-state.ts";

const session = "6f1b6ac2-2f1d-4a54-9a5e-0d3f8f6f0c11";

it("starts on the session, the model and the mode that were chosen", () => {
  const state = new SessionState({ session, fork: true, model: "opus", mode: "plan" });
  const words = `--resume ${session} --fork-session --model opus --permission-mode plan`;
  expect(state.words()).toEqual(words.split(" "));
});

it.each(["--settings={}", "", "1", `${session}\n`, `--${session}`, "../transcript.jsonl"])(
  "starts anew where %j is called a session",
  (called) => {
    const state = new SessionState({ session: called, fork: true });
    expect(state.words()).toEqual([]);
    expect(state.session).toBeUndefined();
  },
);

it.each(["bypassPermissions", "acceptEdits", "dontAsk", "auto", "--debug"])(
  "stays in its usual mode where %j is asked for",
  (mode) => {
    expect(new SessionState({ mode }).words()).toEqual([]);
  },
);
