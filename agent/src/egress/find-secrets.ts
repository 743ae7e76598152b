// Finds what looks like a secret in a text, or in as much of a stream as there is. One pass; what is decided
// about one place is never decided again, so that no text makes it slow.

import { sightAssignment } from "./assignment.ts";
import { Beginnings, codesOf } from "./beginnings.ts";
import { endOfRun } from "./character-classes.ts";
import { type Found, type Sight, nothing, open, secret } from "./found.ts";
import { privateKeyBegins, sightPrivateKey } from "./private-key.ts";
import { type SecretShape, secretShapes } from "./secret-shapes.ts";
import { sightWebToken, webTokenBegins } from "./web-token.ts";
import { isWordStart } from "./word-start.ts";

export interface Search {
  readonly found: readonly Found[];
  /** From here on the text may be part of a secret whose rest has not come. */
  readonly settled: number;
  /** Where to look again once there is more: at a name, for one, whose value has not come. */
  readonly resume: number;
}

/** Enough of it to tell whether it is one; to where it reaches matters only then. */
const judgedMax = 64;

type Look = (text: string, start: number, isEnd: boolean) => Sight;

/** What looks at a place where this begins; whatever is known by its form. */
const looks = new Map<string, Look>([
  [privateKeyBegins, sightPrivateKey],
  [webTokenBegins, sightWebToken],
  ...secretShapes.flatMap((shape) =>
    shape.prefixes.map((prefix): [string, Look] => [
      prefix,
      (text, start, isEnd) => sightShape(shape, prefix, text, start, isEnd),
    ]),
  ),
]);
const beginnings = new Beginnings([...looks.keys()]);
const [equalsSign, colon] = [0x3d, 0x3a];

/**
 * `isEnd`: nothing follows, so that whatever is left open is decided now. What stands before `from` is looked
 * back at, and not looked through.
 */
export function findSecrets(text: string, isEnd = true, from = 0): Search {
  const found: Found[] = [];
  const codes = codesOf(text);
  let at = from;
  while ((at = beginnings.next(codes, text.length, at)) < text.length) {
    const sight = lookAt(text, at, isEnd);
    if (sight.as === "open") return { found, settled: sight.start, resume: at };
    if (sight.as === "secret") found.push(sight);
    at = sight.as === "secret" ? sight.end : at + 1;
  }
  const settled = isEnd
    ? text.length
    : beginnings.beforeUnfinished(text, found.at(-1)?.end ?? from);
  return { found, settled, resume: settled };
}

function lookAt(text: string, at: number, isEnd: boolean): Sight {
  const code = text.charCodeAt(at);
  const isValue = code === equalsSign || code === colon;
  return isValue ? lookAtValue(text, at, isEnd) : lookAtForm(text, at, isEnd);
}

function lookAtForm(text: string, at: number, isEnd: boolean): Sight {
  if (!isWordStart(text, at)) return nothing;
  const beginning = beginnings.at(text, at);
  return (beginning && looks.get(beginning)?.(text, at, isEnd)) || nothing;
}

/** What its own form says of a secret is more than what it is called. */
function lookAtValue(text: string, at: number, isEnd: boolean): Sight {
  const sight = sightAssignment(text, at, isEnd);
  if (sight.as !== "secret") return sight;
  const form = lookAtForm(text, sight.start, true);
  return form.as === "secret" ? { ...sight, kind: form.kind } : sight;
}

function sightShape(
  shape: SecretShape,
  prefix: string,
  text: string,
  start: number,
  isEnd: boolean,
): Sight {
  const bodyStart = start + prefix.length;
  const hidden = shape.showsPrefix ? bodyStart : start;
  const judged = endOfRun(text, bodyStart, shape.body, judgedMax);
  if (judged === text.length && !isEnd) return open(hidden);
  if (judged - bodyStart < shape.bodyMin) return nothing;
  if (shape.needsDigit && !/\d/.test(text.slice(bodyStart, judged))) return nothing;
  const end = endOfRun(text, judged, shape.body);
  return end === text.length && !isEnd ? open(hidden) : secret(shape.kind, hidden, end);
}
