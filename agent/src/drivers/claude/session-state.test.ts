// The words that start Claude Code: what a phone named reaches them as a name, or not at all.

import { expect, it } from "vitest";
import type { DriverRun } from "../../runs/driver.ts";
import { SessionState } from "./session-state.ts";

const notHere = () => Promise.reject(new Error("not here"));
const silentRun: DriverRun = {
  folder: "/w",
  emit: () => undefined,
  nextItem: () => 0,
  perform: notHere,
  ask: notHere,
  question: notHere,
  inSession: () => undefined,
  titled: () => undefined,
};

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

it("goes on in the mode to which a turn has changed", () => {
  const state = new SessionState({ mode: "plan" });
  const told: unknown[] = [];
  const run = { ...silentRun, emit: (event: unknown) => void told.push(event) };
  state.changed(
    run,
    { kind: "system", subtype: "status", about: { permissionMode: "default" } },
    1,
  );
  state.changed(run, { kind: "system", subtype: "status", about: { status: "requesting" } }, 2);
  expect(told).toEqual([{ t: "settings", mode: "default", at: 1 }]);
  expect(state.words()).toEqual(["--permission-mode", "default"]);
});
