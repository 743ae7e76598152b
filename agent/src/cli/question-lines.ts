// A coding agent's question for people: every part with its options numbered, and what else would be an answer. Pure.

import type { Question } from "@longrein/protocol";
import { setIn, showLine, showText } from "./show-text.ts";

type Part = Question["parts"][number];

export function questionLines(parts: readonly Part[]): string[] {
  return parts.flatMap((part, index) => partLines(part, parts.length > 1 ? index + 1 : undefined));
}

/** `number` where there are several, each with an answer of its own. */
export function partLines(part: Part, number?: number): string[] {
  const mark = number === undefined ? "" : `(${number}) `;
  const options = part.choices.map(({ label, says }, index) => {
    const about = says === undefined ? "" : `: ${setIn(showText(says))}`;
    return `    ${index + 1}. ${showLine(label)}${about}`;
  });
  return [`  ${mark}${setIn(showText(part.text))}`, ...options, `    ${howToAnswer(part)}`];
}

function howToAnswer({ choices, many, free, secret }: Part): string {
  const ways = [
    ...(choices.length === 0 ? [] : [many ? "one or more of these, as 1,2" : "one of these"]),
    ...(secret ? ["what is typed unseen, and is kept nowhere"] : []),
    ...(free && !secret ? ["your own words"] : []),
  ];
  return `answer: ${ways.join(", or ")}`;
}
