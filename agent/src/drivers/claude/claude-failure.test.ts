// Every failure says what somebody can do; the words are those of the real CLI.

import { expect, it } from "vitest";
import { failureIn } from "./claude-failure.ts";

const failed = (result: string, status?: number) => ({
  is_error: true,
  result,
  ...(status !== undefined && { api_error_status: status }),
});

it.each([
  [failed("Not logged in · Please run /login"), /type \/login/],
  [failed("Failed to authenticate. API Error: 401 wrong key"), /type \/login/],
  [failed("API Error: Request rejected (429) · slow down", 429), /limit is reached/],
  [failed("Claude usage limit reached. Your limit will reset at 3pm"), /limit is reached/],
  [failed("API Error: 500 oops. This is a server-side issue", 500), /server fails/],
  [failed("Prompt is too long"), /new run/],
  [failed("There's an issue with the selected model (nonsense-9)", 404), /another model/],
  [failed("API Error: Connection to the API was lost (ECONNRESET)."), /prompt again/],
  [{ is_error: true, errors: ["[ede_diagnostic] x"] }, /prompt again/],
])("%j", (result, next) => {
  expect(failureIn(result)?.next).toMatch(next);
});

it("is none where the result is none", () => {
  expect(failureIn({ is_error: false, result: "Done" })).toBeUndefined();
});
