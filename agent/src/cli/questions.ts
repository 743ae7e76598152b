// `longrein questions …`: what coding agents ask that is no yes or no, shown whole, and answered at the machine itself.
// An answer is never printed nor kept: it may be a secret.

import type { Question, QuestionAnswer } from "@longrein/protocol";
import type { QuestionLine, WholeQuestion } from "../control/waiting-shapes.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { partLines, questionLines } from "./question-lines.ts";
import { readAnswer } from "./read-answer.ts";
import { sayAgo, sayDuration } from "./say-time.ts";
import { showLine } from "./show-text.ts";
import { type Terminal, quoteName } from "./terminal.ts";

type Part = Question["parts"][number];

/** In the place of an answer: it is read from stdin. */
const fromStdin = "-";
const declined: QuestionAnswer = { declined: true, parts: [] };

export async function listQuestions({ terminal }: Call): Promise<undefined> {
  const { questions } = await askAgent({ t: "questions.list" });
  terminal.json({ questions: questions.map(plainLine) });
  if (questions.length === 0) terminal.say("no question waits for an answer");
  const now = systemClock.now();
  terminal.table(
    questions.map(({ question, what, count, notAfter }) => [
      shortId(question),
      `${sayDuration(notAfter - now)} left`,
      `${showLine(what)}${count > 1 ? ` (and ${count - 1} more)` : ""}`,
    ]),
  );
  const [first] = questions;
  if (first !== undefined) {
    const words = `questions show ${shortId(first.question)}`;
    terminal.say(terminal.faint(`to see the whole of it: ${terminal.command(words)}`));
  }
  return undefined;
}

export async function showQuestion({ terminal, argument }: Call): Promise<undefined> {
  const whole = await askAgent({ t: "questions.show", which: argument("QUESTION") });
  const { asked, driver, workspace } = whole;
  const { question, run, parts, ...about } = asked;
  terminal.json({
    question: longId(question),
    run: longId(run),
    parts,
    ...about,
    driver,
    workspace,
  });
  sayWhole(whole, terminal);
  const answers = parts.map((part) => (part.secret ? fromStdin : "ANSWER")).join(" ");
  const words = `questions answer ${shortId(question)}`;
  terminal.say(terminal.faint(`to answer: ${terminal.command(`${words} ${answers}`)}`));
  return undefined;
}

/** What is answered is given in words, or asked for part by part. */
export async function answerQuestion(call: Call): Promise<undefined> {
  const { terminal, argument, all } = call;
  const which = argument("QUESTION");
  const whole = await askAgent({ t: "questions.show", which });
  const { parts } = whole.asked;
  const words = all("ANSWER");
  // One alone needs no quotes, as a prompt does not.
  const given = parts.length === 1 && words.length > 1 ? [words.join(" ")] : words;
  if (given.length === 0) sayWhole(whole, terminal);
  const said = given.length === 0 ? await askFor(parts, terminal) : await heard(given, parts, call);
  const answer = {
    declined: false,
    parts: parts.map((part, index) => readAnswer(part, said[index] ?? "")),
  };
  return give(whole, answer, "answered", terminal);
}

export async function dismissQuestion({ terminal, argument }: Call): Promise<undefined> {
  const whole = await askAgent({ t: "questions.show", which: argument("QUESTION") });
  return give(whole, declined, "dismissed", terminal);
}

async function give(
  { asked }: WholeQuestion,
  answer: QuestionAnswer,
  outcome: "answered" | "dismissed",
  terminal: Terminal,
): Promise<undefined> {
  const { question } = asked;
  await askAgent({ t: "questions.answer", which: longId(question), answer });
  terminal.say(`${outcome}, here at the machine`);
  terminal.json({ question: longId(question), outcome });
  return undefined;
}

async function askFor(parts: readonly Part[], terminal: Terminal): Promise<string[]> {
  if (!terminal.isInteractive) throw miscounted("nobody is here to be asked", parts);
  const said: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) for (const line of partLines(part, index + 1)) terminal.say(line);
    const words = await (part.secret ? terminal.askHidden("> ") : terminal.ask("> "));
    if (words === undefined) {
      throw new UserFailure("refused", "not answered; it still waits for an answer");
    }
    said.push(words);
  }
  return said;
}

async function heard(
  given: readonly string[],
  parts: readonly Part[],
  { terminal, argument }: Call,
): Promise<readonly string[]> {
  if (given.length !== parts.length) {
    throw miscounted(`there are ${given.length} answers to ${parts.length} questions`, parts);
  }
  const [read, ...others] = given.filter((said) => said === fromStdin);
  if (others.length > 0) throw new UserFailure("usage", "one answer alone can come from stdin");
  const shown = parts.find(({ secret }, index) => secret && given[index] !== fromStdin);
  if (shown !== undefined) {
    throw new UserFailure(
      "refused",
      "what stands in a command line is seen by other programs and kept by the shell, and this is asked for unseen",
      `longrein questions answer ${argument("QUESTION")}, or with - in its place to read it from stdin`,
    );
  }
  const line = read === undefined ? undefined : await terminal.ask("");
  return given.map((said) => (said === fromStdin ? (line ?? "") : said));
}

function miscounted(why: string, parts: readonly Part[]): UserFailure {
  const each = parts.length === 1 ? "one answer" : `${parts.length} answers, one for each question`;
  return new UserFailure("usage", why, `longrein questions answer QUESTION ANSWER, with ${each}`);
}

function sayWhole({ asked, driver, workspace }: WholeQuestion, terminal: Terminal): void {
  const { question, from, parts, askedAt, notAfter, run } = asked;
  const now = systemClock.now();
  const where = workspace === undefined ? "" : ` in ${quoteName(workspace)}`;
  const who = driver === undefined ? "a coding agent" : `${showLine(driver)}${where}`;
  const behalf = from === undefined ? "" : `, on behalf of ${quoteName(from)}`;
  terminal.say(`${who} asks${behalf}:`);
  for (const line of questionLines(parts)) terminal.say(line);
  terminal.say();
  terminal.table([
    ["  asked", `${sayAgo(askedAt, now)}, ${sayDuration(notAfter - now)} left`],
    ["  run", shortId(run)],
    ["  question", shortId(question)],
  ]);
}

function plainLine({ question, run, what, count, askedAt, notAfter }: QuestionLine) {
  return { question: longId(question), run: longId(run), what, count, askedAt, notAfter };
}
