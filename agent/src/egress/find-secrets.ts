// Finds what looks like a secret in a text, or in as much of a stream as there is. One pass; what is decided
// about one place is never decided again, so that no text makes it slow.

import { sightAssignment } from "./assignment.ts";
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
/** By the first two characters, both of ASCII: what begins so, the longest first. Empty at 0. */
const beginnings: string[][] = [[]];
const beginsSo = new Uint8Array(128 * 128);
for (const each of [...looks.keys()].toSorted((a, b) => b.length - a.length)) {
  const pair = pairOf(each.charCodeAt(0), each.charCodeAt(1));
  beginsSo[pair] ||= beginnings.push([]) - 1;
  beginnings[beginsSo[pair]]?.push(each);
}
const [equalsSign, colon] = [0x3d, 0x3a];

/** `isEnd`: nothing follows, so that whatever is left open is decided now. */
export function findSecrets(text: string, isEnd = true): Search {
  const found: Found[] = [];
  for (let at = nextPlace(text, 0); at < text.length; at = nextPlace(text, at)) {
    const sight = lookAt(text, at, isEnd);
    if (sight.as === "open") return { found, settled: sight.start };
    if (sight.as === "secret") found.push(sight);
    at = sight.as === "secret" ? sight.end : at + 1;
  }
  return { found, settled: isEnd ? text.length : beforeUnfinished(text, found.at(-1)?.end ?? 0) };
}

/** The next place that is worth a look. All else of a text is gone through here, and nowhere else. */
function nextPlace(text: string, from: number): number {
  let code = from < text.length ? text.charCodeAt(from) : 0;
  for (let at = from; at < text.length; at++) {
    if (code === equalsSign || code === colon) return at;
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    if ((code | next) < 128 && beginsSo[pairOf(code, next)] !== 0) return at;
    code = next;
  }
  return text.length;
}

function pairOf(first: number, second: number): number {
  return first * 128 + second;
}

function lookAt(text: string, at: number, isEnd: boolean): Sight {
  const code = text.charCodeAt(at);
  const isValue = code === equalsSign || code === colon;
  return isValue ? lookAtValue(text, at, isEnd) : lookAtForm(text, at, isEnd);
}

function lookAtForm(text: string, at: number, isEnd: boolean): Sight {
  if (!isWordStart(text, at)) return nothing;
  const pair = pairOf(text.charCodeAt(at), text.charCodeAt(at + 1));
  const beginning = beginnings[beginsSo[pair] ?? 0]?.find((each) => text.startsWith(each, at));
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

const unfinished = new Set(
  [...looks.keys()].flatMap((each) => Array.from(each, (_, length) => each.slice(0, length))),
);
const unfinishedMax = Math.max(...Array.from(unfinished, ({ length }) => length));

/** Where the text ends in what may become the beginning of a secret. */
function beforeUnfinished(text: string, from: number): number {
  for (let at = Math.max(from, text.length - unfinishedMax); at < text.length; at++) {
    if (unfinished.has(text.slice(at)) && isWordStart(text, at)) return at;
  }
  return text.length;
}
