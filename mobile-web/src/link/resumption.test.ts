import { expect, test } from "vitest";
import { type OpenCommand, resumption } from "./resumption.ts";

const minute = 60_000;
const prompt: OpenCommand = {
  givenAt: 0,
  expiresAt: 10 * minute,
  reach: "given",
  mayGoLate: false,
};

test("what was given within the last minute is sent when a session begins", () => {
  expect(resumption(prompt, minute, minute)).toBe("send");
  expect(resumption({ ...prompt, reach: "sent" }, minute, minute)).toBe("send");
});

test("what is older than a minute is not sent without being asked about", () => {
  expect(resumption(prompt, minute + 1, minute + 1)).toBe("hold");
  // It may not have arrived, and would then be done now.
  expect(resumption({ ...prompt, reach: "sent" }, minute + 1, minute + 1)).toBe("hold");
});

test("what only holds back or ends is sent at any age", () => {
  expect(resumption({ ...prompt, mayGoLate: true }, 9 * minute, 9 * minute)).toBe("send");
});

test("what the agent would refuse by its own clock is not sent", () => {
  expect(resumption(prompt, minute, 10 * minute)).toBe("expire");
  expect(resumption({ ...prompt, mayGoLate: true }, minute, 10 * minute)).toBe("expire");
});

test("what the agent has accepted is asked about however old it is", () => {
  expect(resumption({ ...prompt, reach: "accepted" }, 99 * minute, 99 * minute)).toBe("send");
});
