// An answer in the making: what was chosen and written for each part of a question, and whether that is an
// answer the question leaves room for.

import type { Question, QuestionAnswer } from "@longrein/protocol";

type Part = Question["parts"][number];

export interface PartReply {
  readonly choices: readonly number[];
  readonly text: string;
}

const noReply: PartReply = { choices: [], text: "" };
const textBytesMax = 4_096;

export function blankReply({ parts }: Question): readonly PartReply[] {
  return parts.map(() => noReply);
}

export function choose(part: Part, reply: PartReply, choice: number): PartReply {
  if (!part.many) return { ...reply, choices: [choice] };
  const { choices } = reply;
  const next = choices.includes(choice)
    ? choices.filter((each) => each !== choice)
    : [...choices, choice].toSorted((a, b) => a - b);
  return { ...reply, choices: next };
}

/** Undefined until every part has an answer. */
export function answerOf(
  { parts }: Question,
  replies: readonly PartReply[],
): QuestionAnswer | undefined {
  const answers = parts.map((_, index) => {
    const { choices, text } = replies[index] ?? noReply;
    const isTooLong = new TextEncoder().encode(text).length > textBytesMax;
    if (isTooLong || (choices.length === 0 && text.trim() === "")) return undefined;
    return { choices: [...choices], ...(text.trim() === "" ? {} : { text }) };
  });
  if (answers.includes(undefined)) return undefined;
  return { declined: false, parts: answers.filter((answer) => answer !== undefined) };
}

export const declined: QuestionAnswer = { declined: true, parts: [] };
