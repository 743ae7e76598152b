// What somebody has typed, as the answer to one part of a question: options by number or by name, or words of one's
// own where the question takes them. Nothing is guessed: what could be two things is refused. Pure.

import type { Question, QuestionAnswer } from "@longrein/protocol";
import { UserFailure } from "../platform/user-failure.ts";

type Part = Question["parts"][number];
type PartAnswer = QuestionAnswer["parts"][number];

const wordsBytesMax = 4_096;

/** What begins with this is one's own words, whatever else it looks like. */
const ownWordsMark = "=";

export function readAnswer(part: Part, said: string): PartAnswer {
  const takesWords = part.free || part.secret;
  if (part.choices.length === 0) return ownWords(said);
  if (takesWords && said.startsWith(ownWordsMark)) return ownWords(said.slice(1));
  const one = optionsCalled(part, said);
  const pieces = one.length > 0 ? [said] : said.split(",");
  const found = pieces.map((piece) => onlyOption(part, piece));
  const stranger = pieces.find((_, index) => found[index] === undefined);
  if (stranger !== undefined) {
    if (takesWords && !/^[\d\s,.]*$/.test(said)) return ownWords(said);
    throw unfit(`${JSON.stringify(stranger.trim())} is none of the options`, part);
  }
  const choices = [...new Set(found.filter((each) => each !== undefined))].toSorted(
    (a, b) => a - b,
  );
  if (choices.length > 1 && !part.many) throw unfit("only one option can be taken", part);
  return { choices };
}

function onlyOption(part: Part, piece: string): number | undefined {
  const [only, ...others] = optionsCalled(part, piece);
  if (others.length === 0) return only;
  throw unfit(`${JSON.stringify(piece.trim())} could be more than one option`, part);
}

/** By its name, as an option's text is, or by its number; "2." is a number and nothing else. */
function optionsCalled({ choices }: Part, piece: string): number[] {
  const wanted = piece.trim().toLowerCase();
  const [, digits, dot] = /^(\d{1,2})(\.?)$/.exec(wanted) ?? [];
  const number = digits === undefined ? -1 : Number(digits) - 1;
  const numbered = number >= 0 && number < choices.length ? [number] : [];
  if (dot === ".") return numbered;
  const named = choices.flatMap(({ label }, index) =>
    label.trim().toLowerCase() === wanted ? [index] : [],
  );
  return [...new Set([...numbered, ...named])];
}

function ownWords(text: string): PartAnswer {
  if (text.trim() === "") throw new UserFailure("usage", "an answer of no words is none");
  if (Buffer.byteLength(text) > wordsBytesMax) {
    throw new UserFailure("usage", `an answer has at most ${wordsBytesMax} bytes`, "say less");
  }
  return { choices: [], text };
}

function unfit(why: string, { choices, many }: Part): UserFailure {
  const range = choices.length === 1 ? "1." : `1. to ${choices.length}.`;
  const several = many ? ", commas between them" : "";
  return new UserFailure("usage", why, `name an option by its number, ${range}${several}`);
}
