// Questions of coding agents as the command line sees and answers them. An answer given here counts as one from a
// phone does: the first one.

import type { OutcomeCode, Question } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import type { QuestionLine } from "../control/waiting-shapes.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { cutText } from "../runs/cut-text.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick } from "./pick.ts";
import type { QuestionKeeper } from "./question-keeper.ts";

const whatBytesMax = 1_024;

export function localQuestions(
  overview: InboxOverview,
  questions: QuestionKeeper,
): Pick<Handlers, "questions.list" | "questions.show" | "questions.answer"> {
  const picked = (which: string) => {
    const open = overview.questions().map((asked) => ({ id: asked.question, asked }));
    return pick(which, open, "open question", "longrein questions").asked;
  };
  return {
    "questions.list": () => ({ questions: overview.questions().map(lineOf) }),
    "questions.show": ({ which }) => {
      const asked = picked(which);
      return { asked, ...overview.whose(asked.run) };
    },
    "questions.answer": ({ which, answer }) => {
      const { question } = picked(which);
      const code = questions.answer("machine", question, answer);
      if (code === undefined) return { question };
      throw new UserFailure("failed", `it was not taken: ${whyNot(code)}`, "longrein questions");
    },
  };
}

function lineOf({ question, run, parts, askedAt, notAfter }: Question): QuestionLine {
  const what = cutText(parts[0]?.text ?? "", whatBytesMax);
  return { question, run, what, count: parts.length, askedAt, notAfter };
}

function whyNot(code: OutcomeCode): string {
  switch (code) {
    case "EXPIRED":
      return "its time was up, and the coding agent has gone on without an answer";
    case "ALREADY_RESOLVED":
      return "somebody else has answered it, or nobody waits for it any more";
    case "INVALID":
      return "it is not one that the question leaves room for";
    default:
      return code;
  }
}
