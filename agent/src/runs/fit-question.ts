// A coding agent's question, brought down to what a phone takes; and whether an answer is one to it.

import type { Question, QuestionAnswer } from "@longrein/protocol";
import { cutText } from "./cut-text.ts";

type Parts = Question["parts"];

const partsMax = 8;
const choicesMax = 32;
const textBytesMax = 4_096;
const labelBytesMax = 512;
const saysBytesMax = 2_048;

/** Undefined if it cannot be asked: every part needs an answer, so none may be left out. */
export function fitQuestion(parts: Parts): Parts | undefined {
  const tooMany = parts.length > partsMax || parts.some((part) => part.choices.length > choicesMax);
  if (tooMany || parts.length === 0 || !parts.every(hasAnAnswer)) return undefined;
  return parts.map(({ text, choices, ...rest }) => ({
    text: cutText(text, textBytesMax),
    choices: choices.map(({ label, says }) => ({
      label: cutText(label, labelBytesMax),
      ...(says === undefined ? {} : { says: cutText(says, saysBytesMax) }),
    })),
    ...rest,
  }));
}

function hasAnAnswer({ choices, free, secret }: Parts[number]): boolean {
  return choices.length > 0 || free || secret;
}

/** To decline is always an answer; else every part has one that the question leaves room for. */
export function answers(parts: Parts, answer: QuestionAnswer): boolean {
  if (answer.declined) return answer.parts.length === 0;
  if (answer.parts.length !== parts.length) return false;
  return parts.every((part, index) => answersPart(part, answer.parts[index]));
}

function answersPart(part: Parts[number], answer: QuestionAnswer["parts"][number] | undefined) {
  if (answer === undefined) return false;
  const { choices, text } = answer;
  return (
    (choices.length > 0 || text !== undefined) &&
    (choices.length <= 1 || part.many) &&
    new Set(choices).size === choices.length &&
    choices.every((choice) => choice < part.choices.length) &&
    (text === undefined || part.free || part.secret)
  );
}
