import { afterEach, expect, test } from "vitest";
import { speak } from "../words/book.ts";
import { writeAsIn } from "../words/measures.ts";
import { duration } from "./say-duration.ts";
import { ago, exactTime, timeLeft } from "./say-time.ts";

const minute = 60_000;
afterEach(() => writeAsIn("en"));

test("how long ago something was is said in its largest unit", () => {
  expect([0, 5_000, minute, 90 * minute, 50 * 60 * minute].map(ago)).toEqual([
    "now",
    "5s",
    "1m",
    "1h",
    "2d",
  ]);
});

test("what is left is said in minutes, and in seconds within the last one", () => {
  expect([4.2 * minute, 59_900, 7_000, 0].map(timeLeft)).toEqual([
    "5 min left",
    "0:59 left",
    "0:07 left",
    "Time is up",
  ]);
});

test("how long something took is said as exactly as it matters", () => {
  expect([350, 2_140, 125_000].map(duration)).toEqual(["350ms", "2.1s", "2m 5s"]);
});

test("units, numbers and times of day are written as in the owner's country", () => {
  writeAsIn("de-CH");
  expect(duration(2_140)).toMatch(/^2[.,]1\sSek\.$/);
  expect(exactTime(Date.UTC(2026, 0, 1))).toMatch(/^\d\d:\d\d:\d\d$/);
  writeAsIn("zh-Hans");
  expect(duration(2_140)).toBe("2.1秒");
});

test("how long ago something was is said in the language that is spoken", async () => {
  await speak("zh-Hans");
  expect([ago(3 * minute), timeLeft(3 * minute)]).toEqual(["3分钟", "剩余 3分钟"]);
  await speak("en");
});
