// The options of a question as coding agents tell them: a label, and perhaps what it means.

import type { QuestionParts } from "./driver.ts";
import { listOf, textOf } from "./loose-fields.ts";

export function optionChoices(question: unknown): QuestionParts[number]["choices"] {
  return listOf(question, "options").map((option) => {
    const says = textOf(option, "description");
    return { label: textOf(option, "label") ?? "", ...(says !== undefined && { says }) };
  });
}
