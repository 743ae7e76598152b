// What somebody can do about what Codex says: never nothing, and what fits.

import { describe, expect, it } from "vitest";
import { failureOf, lostTurn } from "./failures.ts";

describe("what to do", () => {
  it.each([
    [{ message: "x", codexErrorInfo: "unauthorized" }, /^Log in at the desktop/],
    [{ message: "unexpected status 401 Unauthorized" }, /^Log in at the desktop/],
    [{ message: "x", codexErrorInfo: "usageLimitExceeded" }, /limit is reached/],
    [{ message: "exceeded retry limit, last status 429" }, /limit is reached/],
    [{ message: "x", codexErrorInfo: "contextWindowExceeded" }, /^Open a new run/],
    [{ message: "x", codexErrorInfo: { modelNotFound: {} } }, /^Choose another model/],
    [{ message: "x", codexErrorInfo: { httpFailed: { httpStatusCode: 503 } } }, /server fails/],
    [{ message: "x", codexErrorInfo: { responseStreamDisconnected: {} } }, /broke off/],
    [{ message: "something else" }, /^Give the prompt again/],
    [undefined, /^Give the prompt again/],
  ])("after %j", (error, next) => {
    expect(failureOf(error).next).toMatch(next);
    expect(failureOf(error).message).not.toBe("");
  });

  it("after Codex has gone: to look first, where something had been begun", () => {
    expect(lostTurn("gone", []).next).toMatch(/^Give the prompt again/);
    expect(lostTurn("gone", ['say "a"', "b"]).next).toMatch(
      /^Look first .* of "say \\"a\\"", "b"\. Give the prompt again/,
    );
  });
});
