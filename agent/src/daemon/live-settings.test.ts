// What the file says, as what holds: how long an answer is waited for, and what a run may use up.

import { approvalLifetimeMs } from "@longrein/protocol/limits";
import { expect, it, test } from "vitest";
import { effectiveSettings } from "../config/effective.ts";
import { readSettings } from "../config/settings.ts";
import { type Quotas, usualQuotas } from "../runs/quotas.ts";
import { LiveSettings } from "./live-settings.ts";

const live = (file: object) =>
  new LiveSettings(
    () => effectiveSettings(readSettings(JSON.stringify(file)), {}, "desk").settings,
  );

test("without a word of anybody's, what usually holds does", () => {
  expect(live({}).quotas()).toEqual(usualQuotas);
  expect(live({}).answerMs()).toBe(approvalLifetimeMs);
});

it.each<[string, number, Partial<Quotas>]>([
  ["turnHours", 1, { turnMsMax: 3_600_000 }],
  ["turnOutputMebibytes", 2, { saidBytesMax: 2_097_152 }],
  ["runMebibytes", 3, { grownBytesMax: 3_145_728 }],
  ["runFiles", 4, { grownFilesMax: 4 }],
])("%s is what its quota is made of", (name, value, quota) => {
  expect(live({ [name]: value }).quotas()).toEqual({ ...usualQuotas, ...quota });
});

it.each([
  ["answerMinutes", 61],
  ["turnHours", 169],
  ["turnOutputMebibytes", 1_025],
  ["runMebibytes", 1_048_577],
  ["runFiles", 10_000_000],
])("%s has bounds", (name, tooMuch) => {
  for (const value of [0, tooMuch]) expect(() => live({ [name]: value })).toThrow(name);
});
