// What is typed, as an answer: which option is meant, when it is somebody's own words, and what is refused.

import { describe, expect, it } from "vitest";
import { readAnswer } from "./read-answer.ts";

const part = { text: "Which?", choices: [], many: false, free: false, secret: false };
const named = (...labels: readonly string[]) => labels.map((label) => ({ label }));
const colours = { ...part, choices: named("Red", "Dark blue", "Red, dark") };

describe("an answer that was typed", () => {
  it.each([
    ["a number", colours, "2", [1]],
    ["a name, in whatever case", colours, " dark BLUE ", [1]],
    ["a name with a comma in it", colours, "red, dark", [2]],
    ["several by number and name", { ...colours, many: true }, "dark blue, 1,1", [0, 1]],
    ["a number with its dot, where it is a name as well", numbers(), "2.", [1]],
  ])("is %s", (_, of, said, choices) => {
    expect(readAnswer(of, said)).toEqual({ choices });
  });

  it.each([
    ["where there are no options, whatever it looks like", { ...part, free: true }, "=2", "=2"],
    ["beside options, where the question takes them", { ...colours, free: true }, "Teal", "Teal"],
    ["after a mark, though an option is called so", { ...colours, free: true }, "=Red", "Red"],
    ["unseen", { ...part, secret: true }, " a b ", " a b "],
  ])("is one's own words %s", (_, of, said, text) => {
    expect(readAnswer(of, said)).toEqual({ choices: [], text });
  });

  it.each([
    ["another option than there are", { ...colours, free: true }, "4", "is none of the options"],
    ["own words where none are taken", colours, "Teal", "is none of the options"],
    ["no option at all", colours, "", "is none of the options"],
    ["several of one", colours, "1,2", "only one option"],
    ["what could be two", numbers(), "2", "could be more than one"],
    ["one name of two", { ...part, choices: named("a", "A") }, "a", "could be more than one"],
    ["no words", { ...part, free: true }, "  ", "of no words is none"],
    ["more than an answer holds", { ...part, free: true }, "é".repeat(2_049), "at most 4096"],
  ])("is not %s", (_, of, said, why) => {
    expect(() => readAnswer(of, said)).toThrow(why);
  });
});

/** Options whose names are other options' numbers. */
function numbers() {
  return { ...part, choices: named("10", "5", "2") };
}
