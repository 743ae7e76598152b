// Claude Code's questions to the user, and the answers in the form in which it takes them back.

import type { QuestionAnswer } from "@longrein/protocol";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import type { QuestionParts } from "../../runs/driver.ts";
import { cutText } from "../../runs/cut-text.ts";

export const questionTool = "AskUserQuestion";

const partsMax = 8;
const choicesMax = 32;
const questionBytesMax = 4_096;
const labelBytesMax = 512;
const saysBytesMax = 2_048;

/** Undefined if it cannot be shown as it is. */
export function partsOf(input: unknown): QuestionParts | undefined {
  const questions = listOf(input, "questions");
  if (questions.length === 0 || questions.length > partsMax) return undefined;
  return questions.map((question) => ({
    text: cutText(textOf(question, "question") ?? "", questionBytesMax),
    choices: listOf(question, "options").slice(0, choicesMax).map(choiceOf),
    many: fieldOf(question, "multiSelect") === true,
    free: true,
    secret: false,
  }));
}

function choiceOf(option: unknown): QuestionParts[number]["choices"][number] {
  const label = cutText(textOf(option, "label") ?? "", labelBytesMax);
  const says = textOf(option, "description");
  return says === undefined ? { label } : { label, says: cutText(says, saysBytesMax) };
}

/** The tool's input with the answers in it, by the whole text of each question. */
export function answeredInput(input: unknown, answer: QuestionAnswer): object {
  const questions = listOf(input, "questions");
  const answers = questions.map((question, index): [string, string] => {
    const { choices = [], text } = answer.parts[index] ?? {};
    const labels = choices.map((choice) => textOf(listOf(question, "options")[choice], "label"));
    const words = [...labels, text].filter((word) => word !== undefined && word !== "");
    return [textOf(question, "question") ?? "", words.join(", ")];
  });
  return { questions, answers: Object.fromEntries(answers) };
}
