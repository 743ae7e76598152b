import type { Question } from "@longrein/protocol";
import { expect, test } from "vitest";
import { answerOf, blankReply, choose } from "./question-reply.ts";

const one = {
  text: "Which clock?",
  choices: [{ label: "wall" }, { label: "UTC" }],
  many: false,
  free: true,
  secret: false,
};
const several = { ...one, many: true };

const question = (...parts: Question["parts"]): Question => ({
  question: new Uint8Array(16),
  run: new Uint8Array(16),
  parts,
  askedAt: 0,
  notAfter: 1,
});

const blank = { choices: [], text: "" };

test("a choice takes the place of another, unless several may be chosen", () => {
  const twice = choose(one, choose(one, blank, 0), 1);
  expect(twice.choices).toEqual([1]);
  const both = choose(several, choose(several, blank, 1), 0);
  expect(both.choices).toEqual([0, 1]);
  expect(choose(several, both, 1).choices).toEqual([0]);
});

test("there is no answer before every part has one", () => {
  const asked = question(one, several);
  expect(answerOf(asked, blankReply(asked))).toBeUndefined();
  expect(answerOf(asked, [{ choices: [0], text: "" }, blank])).toBeUndefined();
  expect(
    answerOf(asked, [
      { choices: [0], text: "" },
      { choices: [], text: " both " },
    ]),
  ).toEqual({
    declined: false,
    parts: [{ choices: [0] }, { choices: [], text: " both " }],
  });
});

test("words that are longer than the agent takes are no answer", () => {
  const asked = question(one);
  const most = "é".repeat(2_048);
  expect(answerOf(asked, [{ choices: [], text: most }])).toBeDefined();
  expect(answerOf(asked, [{ choices: [], text: `${most}!` }])).toBeUndefined();
});
