// What waits for an answer: approvals, and questions that are no yes or no.

import type { Argument, Command } from "../command.ts";

const approval: Argument = { name: "APPROVAL", about: "the beginning of its id" };
const question: Argument = { name: "QUESTION", about: "the beginning of its id" };

export const approvalCommands: readonly Command[] = [
  {
    name: "approvals list",
    isDefault: true,
    about: "lists what waits for an answer",
    example: "approvals",
    load: async () => (await import("../approvals.ts")).listApprovals,
  },
  {
    name: "approvals show",
    about: "shows the whole of what is asked, and its digest",
    arguments: [approval],
    example: "approvals show 5d02",
    load: async () => (await import("../approvals.ts")).showApproval,
  },
  {
    name: "approvals approve",
    about: "shows what is asked, and lets exactly that be done",
    arguments: [approval],
    flags: [{ name: "digest", value: "HEX", about: "of what was shown; then nothing is asked" }],
    example: "approvals approve 5d02",
    load: async () => (await import("../approvals.ts")).approve,
  },
  {
    name: "approvals deny",
    about: "lets it not be done, or nothing of all that is asked",
    arguments: [{ ...approval, optional: true }],
    flags: [
      { name: "because", value: "WORDS", about: "told to the coding agent: what to do instead" },
      { name: "all", about: "all that is asked, and the runs that ask are stopped" },
    ],
    example: 'approvals deny 5d02 --because "use the other table"',
    load: async () => (await import("../approvals.ts")).deny,
  },
  {
    name: "questions list",
    isDefault: true,
    about: "lists what coding agents ask that is no yes or no",
    example: "questions",
    load: async () => (await import("../questions.ts")).listQuestions,
  },
  {
    name: "questions show",
    about: "shows the whole of a question, with its options",
    arguments: [question],
    example: "questions show 9e11",
    load: async () => (await import("../questions.ts")).showQuestion,
  },
  {
    name: "questions answer",
    about: "answers a question, which has one answer: the first from a phone or from here",
    details:
      "An option is named by its number or its name, several with commas between them. Anything else is your own\n" +
      "words, where the question takes such; what begins with = always is. - reads the answer from stdin, as is\n" +
      "needed for what is asked for unseen. Without any, each is asked for. No answer is kept or printed.",
    arguments: [
      question,
      { name: "ANSWER", about: "one for each that is asked", optional: true, many: true },
    ],
    example: "questions answer 9e11 2",
    load: async () => (await import("../questions.ts")).answerQuestion,
  },
  {
    name: "questions dismiss",
    about: "lets a question be without an answer, and its coding agent go on",
    arguments: [question],
    example: "questions dismiss 9e11",
    load: async () => (await import("../questions.ts")).dismissQuestion,
  },
];
