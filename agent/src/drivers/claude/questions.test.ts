// Questions as they are shown, and answers as they are taken back.

import { expect, it } from "vitest";
import { answeredInput, partsOf } from "./questions.ts";

const input = {
  questions: [
    {
      question: "Ship it?",
      header: "Ship",
      multiSelect: true,
      options: [{ label: "Yes", description: "now" }, { label: "No" }],
    },
    { question: "Why?", options: [] },
  ],
};

it("shows each question with its choices, and lets words of one's own be an answer", () => {
  expect(partsOf(input)).toEqual([
    {
      text: "Ship it?",
      choices: [{ label: "Yes", says: "now" }, { label: "No" }],
      many: true,
      free: true,
      secret: false,
    },
    { text: "Why?", choices: [], many: false, free: true, secret: false },
  ]);
});

it.each([{}, { questions: [] }, { questions: Array.from({ length: 9 }, () => ({})) }])(
  "does not show %j",
  (odd) => expect(partsOf(odd)).toBeUndefined(),
);

it("answers by the text of each question, choices before words", () => {
  const parts = [
    { choices: [1, 0, 7], text: "perhaps" },
    { choices: [], text: "because" },
  ];
  expect(answeredInput(input, { declined: false, parts })).toEqual({
    questions: input.questions,
    answers: { "Ship it?": "No, Yes, perhaps", "Why?": "because" },
  });
});
