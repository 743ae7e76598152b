// The colours that programs give their output for a terminal (SGR, "ESC [ … m"): read into runs of text that
// look alike. Every other sequence, and whatever would hide text, stays in the text, where it can be seen.

export type Hue = "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";

/** What is written on a ground is shown in that ground's hue, marked: so it can be read on any page. */
export interface Look {
  readonly hue?: Hue | undefined;
  readonly ground?: Hue | "grey" | undefined;
  readonly isStrong?: boolean;
  readonly isFaint?: boolean;
  readonly isSlanted?: boolean;
  readonly isUnderlined?: boolean;
  readonly isStruck?: boolean;
}

export interface Run {
  readonly text: string;
  readonly look: Look;
}

/** What follows so many is shown without colours: each costs elements on the page. */
const runsMax = 400;
/** A program that wants more attributes at once wants something else. */
const sequence = /\u001b\[([\d;:]{0,64})m/g;
const plain: Look = {};

export function colourRuns(text: string): readonly Run[] {
  if (!text.includes("\u001b[")) return [{ text, look: plain }];
  const runs: Run[] = [];
  let look = plain;
  let gathered = "";
  let from = 0;
  const flush = (next: Look) => {
    if (gathered !== "" && next !== look) {
      runs.push({ text: gathered, look });
      gathered = "";
    }
    look = next;
  };
  for (const match of text.matchAll(sequence)) {
    const next = changed(look, match[1] ?? "");
    if (next === undefined) continue; // not understood: stays in the text
    gathered += text.slice(from, match.index);
    from = match.index + match[0].length;
    flush(runs.length < runsMax ? next : plain);
  }
  gathered += text.slice(from);
  if (gathered !== "" || runs.length === 0) runs.push({ text: gathered, look });
  return runs;
}

/** The look after these attributes; undefined if one of them is unknown. */
function changed(look: Look, attributes: string): Look | undefined {
  const codes = attributes.split(/[;:]/).map(Number);
  let next: Look | undefined = look;
  while (codes.length > 0 && next !== undefined) next = taken(next, codes);
  return next;
}

/** Takes one attribute, with what belongs to it, from the front. */
function taken(look: Look, codes: number[]): Look | undefined {
  const code = codes.shift() ?? 0;
  if (code === 38 || code === 48) {
    const hue = extendedHue(codes);
    if (hue === undefined) return undefined;
    return code === 38 ? { ...look, hue: inkOf(hue) } : { ...look, ground: groundOf(hue) };
  }
  const simple = simpleLooks.get(code);
  if (simple !== undefined) return simple === plain ? plain : { ...look, ...simple };
  const colour = code % 10;
  if (colour > 7) return undefined;
  if (isTens(code, 30, 90)) return { ...look, hue: inkOf(basicHues[colour]) };
  if (isTens(code, 40, 100)) return { ...look, ground: groundOf(basicHues[colour]) };
  return undefined;
}

const isTens = (code: number, ...tens: readonly number[]) => tens.includes(code - (code % 10));

type Found = Hue | "grey";
const basicHues: readonly Found[] = [
  "grey",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "grey",
];

const inkOf = (found: Found | undefined): Hue | undefined => (found === "grey" ? undefined : found);
const groundOf = (found: Found | undefined): Found => found ?? "grey";

/** Concealing (8) is not among them, nor blinking. Inverse (7) is a mark in the hue that is there. */
const simpleLooks: ReadonlyMap<number, Look> = new Map<number, Look>([
  [0, plain],
  [1, { isStrong: true }],
  [2, { isFaint: true }],
  [3, { isSlanted: true }],
  [4, { isUnderlined: true }],
  [7, { ground: "grey" }],
  [9, { isStruck: true }],
  [22, { isStrong: false, isFaint: false }],
  [23, { isSlanted: false }],
  [24, { isUnderlined: false }],
  [27, { ground: undefined }],
  [29, { isStruck: false }],
  [39, { hue: undefined }],
  [49, { ground: undefined }],
]);

/** `5;n` of 256, or `2;r;g;b`; the nearest of the hues that stand out on both grounds. */
function extendedHue(codes: number[]): Found | undefined {
  const kind = codes.shift();
  if (kind === 2) return hueOf(codes.shift(), codes.shift(), codes.shift());
  const index = codes.shift();
  if (kind !== 5 || index === undefined || index > 255) return undefined;
  if (index < 16) return basicHues[index % 8];
  if (index > 231) return "grey";
  const cube = index - 16;
  return hueOf(levelOf(cube / 36), levelOf((cube / 6) % 6), levelOf(cube % 6));
}

const levelOf = (sixth: number): number => Math.floor(sixth) * 51;
/** Below this, of 255, a colour is a grey. */
const leastColour = 48;

function hueOf(red?: number, green?: number, blue?: number): Found | undefined {
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const most = Math.max(red, green, blue);
  if (most > 255) return undefined;
  const least = Math.min(red, green, blue);
  if (most - least < leastColour) return "grey";
  const middle = (most + least) / 2;
  const strong = (level: number) => (level > middle ? 1 : 0);
  const mixture = strong(red) * 4 + strong(green) * 2 + strong(blue);
  return mixtures[mixture] ?? "grey";
}

/** By which of red, green and blue are strong, as the digits of a binary number. */
const mixtures: readonly Found[] = [
  "grey",
  "blue",
  "green",
  "cyan",
  "red",
  "magenta",
  "yellow",
  "grey",
];
