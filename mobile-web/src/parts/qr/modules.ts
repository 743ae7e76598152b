// The modules of a QR code in a picture: where each lies, seen at a slant too, and whether it is dark.

import type { Corners, Point } from "./corner-marks.ts";
import type { Pixels } from "./dark-pixels.ts";

export interface Modules {
  /** In each direction: 17 and four for each version. */
  readonly size: number;
  isDark(column: number, line: number): boolean;
}

/** The middle of a corner mark is so many modules from the edge. */
const inset = 3.5;
const versionMax = 20;
/** How far off the fourth mark may be, in modules, and how much of it must be seen. */
const astray = 5;
const seenAtLeast = 22;
const measuredShare = 0.85;

/** The likeliest sizes, best first. */
export function likelySizes({ topLeft, topRight, bottomLeft, module }: Corners): readonly number[] {
  const away = (to: Point) => Math.hypot(to.x - topLeft.x, to.y - topLeft.y);
  const modules = (away(topRight) + away(bottomLeft)) / 2 / module + 2 * inset;
  const version = Math.round((modules - 17) / 4);
  const versions = [version, version + 1, version - 1, version + 2];
  return versions.filter((one) => one >= 1 && one <= versionMax).map((one) => 17 + 4 * one);
}

export function modulesOf(pixels: Pixels, corners: Corners, size: number): Modules {
  const { topLeft: from, topRight, bottomLeft } = corners;
  const span = size - 2 * inset;
  // The fourth mark stands three modules further in than the other three.
  const reach = (span - 3) / span;
  const plain = (right: number, down: number): Point => ({
    x: from.x + right * (topRight.x - from.x) + down * (bottomLeft.x - from.x),
    y: from.y + right * (topRight.y - from.y) + down * (bottomLeft.y - from.y),
  });
  const fourth = findFourth(pixels, plain, reach, span) ?? plain(reach, reach);
  const at = slanted(corners, fourth, reach);
  return {
    size,
    isDark: (column, line) => {
      const { x, y } = at((column + 0.5 - inset) / span, (line + 0.5 - inset) / span);
      return pixels.isDark(x, y);
    },
  };
}

/** Between the corner marks, dark and light take turns in one line and one column, if the size is right. */
export function isMeasured({ size, isDark }: Modules): boolean {
  let right = 0;
  for (let at = 8; at < size - 8; at++) {
    const dark = at % 2 === 0;
    right += Number(isDark(at, 6) === dark) + Number(isDark(6, at) === dark);
  }
  return right > (size - 16) * 2 * measuredShare;
}

type Place = (right: number, down: number) => Point;

/** A dark module, a light ring and a dark ring around it, near where it would be without any slant. */
function findFourth(pixels: Pixels, plain: Place, reach: number, span: number): Point | undefined {
  let best: Point[] = [];
  let most = seenAtLeast;
  for (let down = -astray; down <= astray; down += 0.5) {
    for (let right = -astray; right <= astray; right += 0.5) {
      const middle = { x: reach + right / span, y: reach + down / span };
      const seen = likeness(pixels, plain, middle, 1 / span);
      if (seen < most) continue;
      if (seen > most) best = [];
      most = seen;
      best.push(plain(middle.x, middle.y));
    }
  }
  // Several look the same: what is meant is the middle of those around the first.
  const [first] = best;
  if (first === undefined) return undefined;
  const module = Math.hypot(plain(1, 0).x - plain(0, 0).x, plain(1, 0).y - plain(0, 0).y) / span;
  const around = best.filter(({ x, y }) => Math.hypot(x - first.x, y - first.y) < module);
  const mean = (of: (point: Point) => number) =>
    around.reduce((sum, point) => sum + of(point), 0) / around.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

function likeness(pixels: Pixels, plain: Place, middle: Point, module: number): number {
  let seen = 0;
  for (let down = -2; down <= 2; down++) {
    for (let right = -2; right <= 2; right++) {
      const { x, y } = plain(middle.x + right * module, middle.y + down * module);
      const ring = Math.max(Math.abs(down), Math.abs(right));
      if (pixels.isDark(x, y) === (ring !== 1)) seen++;
    }
  }
  return seen;
}

/**
 * What is seen at a slant shrinks with 1 + right·g + down·h. The four marks give g and h, by two equations:
 * reach·g·(topRight − fourth) + reach·h·(bottomLeft − fourth) = fourth − where it would be without a slant.
 */
function slanted({ topLeft, topRight, bottomLeft }: Corners, fourth: Point, reach: number): Place {
  const plain = (of: (point: Point) => number) =>
    of(topLeft) + reach * (of(topRight) + of(bottomLeft) - 2 * of(topLeft));
  const [x, y] = [(point: Point) => point.x, (point: Point) => point.y];
  const [a, b] = [reach * (topRight.x - fourth.x), reach * (bottomLeft.x - fourth.x)];
  const [c, d] = [reach * (topRight.y - fourth.y), reach * (bottomLeft.y - fourth.y)];
  const [offX, offY] = [fourth.x - plain(x), fourth.y - plain(y)];
  const turn = a * d - b * c;
  const g = turn === 0 ? 0 : (offX * d - b * offY) / turn;
  const h = turn === 0 ? 0 : (a * offY - c * offX) / turn;
  return (right, down) => {
    const along = (of: (point: Point) => number) =>
      (of(topLeft) * (1 - right - down) +
        right * of(topRight) * (1 + g) +
        down * of(bottomLeft) * (1 + h)) /
      (1 + right * g + down * h);
    return { x: along(x), y: along(y) };
  };
}
