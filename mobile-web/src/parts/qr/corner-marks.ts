// Where the three corner marks of a QR code are: along any line through the middle of one, dark and light take
// turns as 1:1:3:1:1.

import type { Pixels } from "./dark-pixels.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Mark extends Point {
  /** Along the lines of the picture, however the code is turned. */
  readonly width: number;
  /** In how many lines it was seen. */
  lines: number;
}

export interface Corners {
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomLeft: Point;
  /** About: of one module, in pixels. */
  readonly module: number;
}

const everyLine = 2;
/** Those seen in most lines; others are noise. Trying all of them by threes would take too long. */
const marksMax = 10;
const threesMax = 6;
/** Of how unlike a square's corners three may be; at a slant all are a little. */
const wrongMost = 0.6;
const shares = [1, 1, 3, 1, 1];

/** Any three that may be the corners of a code, the likeliest first. */
export function findCorners(pixels: Pixels): readonly Corners[] {
  const marks: Mark[] = [];
  for (let y = 0; y < pixels.height; y += everyLine) {
    for (const x of middlesInLine(pixels, y)) {
      const mark = confirm(pixels, x, y);
      if (mark === undefined) continue;
      const known = marks.find((each) => isNear(each, mark));
      if (known === undefined) marks.push(mark);
      else known.lines++;
    }
  }
  return threes(marks.toSorted((a, b) => b.lines - a.lines).slice(0, marksMax));
}

/** Where five runs that end here look like a mark. */
function middlesInLine({ width, isDark }: Pixels, y: number): number[] {
  const middles: number[] = [];
  const runs = [0, 0, 0, 0, 0, 0];
  let dark = false;
  for (let x = 0; x <= width; x++) {
    const is = x < width && isDark(x, y);
    if (is !== dark) {
      runs.shift();
      runs.push(0);
      const seen = runs.slice(0, 5);
      if (!is && looksLikeMark(seen)) {
        const [, , middle = 0, light = 0, last = 0] = seen;
        middles.push(x - last - light - middle / 2);
      }
      dark = is;
    }
    runs[5] = (runs[5] ?? 0) + 1;
  }
  return middles;
}

function looksLikeMark(runs: readonly number[]): boolean {
  const module = runs.reduce((sum, run) => sum + run, 0) / 7;
  return (
    module >= 1 &&
    runs.every((run, place) => {
      const share = shares[place] ?? 1;
      return Math.abs(run - share * module) <= share * module * (share === 1 ? 0.7 : 0.5);
    })
  );
}

/** It has to look like one from top to bottom and, through the middle found so, from left to right. */
function confirm(pixels: Pixels, x: number, y: number): Mark | undefined {
  const down = runsThrough(pixels, { x, y }, { x: 0, y: 1 });
  if (down === undefined) return undefined;
  const across = runsThrough(pixels, { x, y: y + down.shift }, { x: 1, y: 0 });
  if (across === undefined) return undefined;
  const ratio = across.length / down.length;
  if (ratio < 0.5 || ratio > 2) return undefined;
  const width = (across.length + down.length) / 2;
  return { x: x + across.shift, y: y + down.shift, width, lines: 1 };
}

interface Through {
  readonly length: number;
  /** How far its middle is from where it was looked for. */
  readonly shift: number;
}

function runsThrough({ isDark }: Pixels, from: Point, step: Point): Through | undefined {
  const colourAt = (away: number) => isDark(from.x + step.x * away, from.y + step.y * away);
  if (!colourAt(0)) return undefined;
  const side = (sign: number) => {
    const runs = [0, 0, 0];
    let away = 0;
    for (const [place, dark] of [true, false, true].entries()) {
      const begin = away;
      while (colourAt(sign * away) === dark && away < 2_000) away++;
      runs[place] = away - begin;
    }
    return runs;
  };
  const [a, b] = [side(1), side(-1)];
  const [a0 = 0, a1 = 0, a2 = 0] = a;
  const [b0 = 0, b1 = 0, b2 = 0] = b;
  // The pixel in the middle was counted from both sides.
  if (!looksLikeMark([b2, b1, a0 + b0 - 1, a1, a2])) return undefined;
  return { length: a0 + a1 + a2 + b0 + b1 + b2 - 1, shift: (a0 - b0) / 2 };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const isNear = (a: Mark, b: Mark): boolean => distance(a, b) < a.width / 2;

/** Those that come nearest to two sides of a square with marks of one size. */
function threes(marks: readonly Mark[]): readonly Corners[] {
  const found = marks.flatMap((corner) =>
    marks.flatMap((one, index) =>
      marks
        .slice(index + 1)
        .filter((other) => one !== corner && other !== corner)
        .map((other) => ({ corner, one, other, wrong: unlikeness(corner, one, other) })),
    ),
  );
  return found
    .filter(({ wrong }) => wrong < wrongMost)
    .toSorted((a, b) => a.wrong - b.wrong)
    .slice(0, threesMax)
    .map(({ corner, one, other }) => placed(corner, one, other));
}

function unlikeness(corner: Mark, one: Mark, other: Mark): number {
  const [a, b, across] = [distance(corner, one), distance(corner, other), distance(one, other)];
  const widths = [corner.width, one.width, other.width];
  const sizes = Math.max(...widths) / Math.min(...widths) - 1;
  const sides = Math.abs(a - b) / Math.max(a, b);
  const angle = Math.abs(across / Math.hypot(a, b) - 1);
  return a < corner.width * 1.5 ? Infinity : sizes / 2 + sides + 2 * angle;
}

function placed(topLeft: Mark, one: Mark, other: Mark): Corners {
  const turn = (one.x - topLeft.x) * (other.y - topLeft.y);
  const back = (one.y - topLeft.y) * (other.x - topLeft.x);
  const [topRight, bottomLeft] = turn > back ? [one, other] : [other, one];
  const side = distance(topLeft, topRight);
  // A line along the picture cuts a turned mark at a slant, and is longer than it is wide.
  const slant = Math.max(Math.abs(topRight.x - topLeft.x), Math.abs(topRight.y - topLeft.y)) / side;
  const width = (topLeft.width + topRight.width + bottomLeft.width) / 3;
  return { topLeft, topRight, bottomLeft, module: (width / 7) * slant };
}
