// Log lines: names and numbers, and never what anybody has said.

import { beforeEach, describe, expect, it } from "vitest";
import { Log, type LogLevel } from "./log.ts";

let lines: string[];
beforeEach(() => {
  lines = [];
});
const log = (level: LogLevel = "debug") =>
  new Log({ write: (line) => lines.push(line), now: () => 1_000, level });
const written = (): unknown => JSON.parse(lines[0] ?? "");

describe("a line of the log", () => {
  it("says when, how bad and what, with the beginnings of ids", () => {
    const run = new Uint8Array(16).fill(255);
    log().write("info", "retention.done", { run, count: 3, bytes: 4_096, state: "pruned" });
    expect(written()).toEqual({
      at: 1_000,
      level: "info",
      what: "retention.done",
      run: "________",
      count: 3,
      bytes: 4_096,
      state: "pruned",
    });
    expect(lines[0]).not.toContain("\n");
  });

  it("is not written below its level", () => {
    for (const level of ["debug", "info", "warning", "error"] as const) {
      log("warning").write(level, "link");
    }
    const levels = lines.map((line) => /"level":"(\w+)"/.exec(line)?.[1]);
    expect(levels).toEqual(["warning", "error"]);
  });

  it.each([
    ["a sentence", "the canary sang"],
    ["two lines", "canary\ncanary"],
    ["a path", "/home/you/canary"],
    ["a secret", `ghp_${"aB3".repeat(12)}`],
    ["a long word", "canary".repeat(20)],
  ])("does not tell %s that was handed over as a word", (_, value) => {
    log().write("info", "link", { state: value, reason: value, version: value });
    expect(written()).toMatchObject({ state: "?", reason: "?", version: "?" });
  });

  it("tells of a failure what and where it was, and not what it says", () => {
    const failure = Object.assign(new TypeError("canary\n    at canary (canary.ts:1:1)"), {
      code: "ENOSPC",
      cause: new Error("canary"),
    });
    log().write("error", "feed.failed", { failure });
    expect(written()).toMatchObject({ failure: "TypeError", code: "ENOSPC" });
    log().write("error", "feed.failed", { failure: "canary" });
    expect(lines.join()).not.toContain("canary");
  });

  it("tells the place in these sources where a failure was made", () => {
    log().write("error", "feed.failed", { failure: new RangeError("canary") });
    expect(written()).toMatchObject({ where: expect.stringMatching(/^log\.test\.ts:\d+$/) });
    expect(lines[0]).not.toContain("canary");
  });
});
