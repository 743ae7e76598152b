import { expect, test } from "vitest";
import { hostileStrings } from "./hostile-strings.ts";
import { type Look, type Run, colourRuns } from "./terminal-colours.ts";

const esc = "\u001b[";
const looks = (text: string): readonly [string, Look][] =>
  colourRuns(text).map((run) => [run.text, run.look]);
const textOf = (runs: readonly Run[]) => runs.map(({ text }) => text).join("");
const set = ({ look }: Run) => Object.entries(look).filter(([, value]) => Boolean(value));

test("text without colours is one run, as it came", () => {
  for (const text of [
    "",
    "ok 1\nok 2\n",
    ...hostileStrings.filter((each) => !each.includes(esc)),
  ]) {
    expect(looks(text)).toEqual([[text, {}]]);
  }
});

test("a colour holds until it is taken back", () => {
  expect(looks(`a${esc}31mb${esc}0mc${esc}32md${esc}39me`)).toEqual([
    ["a", {}],
    ["b", { hue: "red" }],
    ["c", {}],
    ["d", { hue: "green" }],
    ["e", { hue: undefined }],
  ]);
});

test("several attributes may come at once, and none means all are taken back", () => {
  expect(looks(`${esc}1;4;35mx${esc}my`)).toEqual([
    ["x", { isStrong: true, isUnderlined: true, hue: "magenta" }],
    ["y", {}],
  ]);
});

test.each([
  ["31", { hue: "red" }],
  ["91", { hue: "red" }],
  ["36", { hue: "cyan" }],
  ["30", { hue: undefined }],
  ["97", { hue: undefined }],
  ["41", { ground: "red" }],
  ["103", { ground: "yellow" }],
  ["7", { ground: "grey" }],
  ["38;5;9", { hue: "red" }],
  ["38;5;208", { hue: "red" }],
  ["38;5;214", { hue: "yellow" }],
  ["38;5;240", { hue: undefined }],
  ["48;5;21", { ground: "blue" }],
  ["38;2;40;200;60", { hue: "green" }],
  ["38:2:200:40:200", { hue: "magenta" }],
  ["38;2;90;100;110", { hue: undefined }],
  ["2", { isFaint: true }],
  ["3;9", { isSlanted: true, isStruck: true }],
] as const)("%s is shown as %o", (attributes, look) => {
  expect(looks(`${esc}${attributes}mx`)).toEqual([["x", look]]);
});

test.each([
  ["concealed text", `${esc}8msecret${esc}0m`, `${esc}8msecret`],
  ["a colour that is none", `${esc}38;5;900mx`, `${esc}38;5;900mx`],
  ["a colour that is cut off", `${esc}38;2;1mx`, `${esc}38;2;1mx`],
  ["a known attribute beside an unknown one", `${esc}31;8mx`, `${esc}31;8mx`],
  ["a cursor that moves up and erases", `a${esc}1A${esc}2Kb`, `a${esc}1A${esc}2Kb`],
  ["a link", `\u001b]8;;https://a.example\u001b\\x`, `\u001b]8;;https://a.example\u001b\\x`],
  ["a sequence that has only begun", `x${esc}3`, `x${esc}3`],
])("%s stays in the text, where it is shown", (_what, text, shown) => {
  expect(textOf(colourRuns(text))).toBe(shown);
});

test("what is not a colour is kept, character for character", () => {
  const text = hostileStrings.join(`${esc}31m`);
  expect(textOf(colourRuns(text))).toBe(text.replaceAll(/\u001b\[[\d;:]*m/g, ""));
});

test("a colour that changes nothing begins no run, and there are never more than a page can bear", () => {
  expect(colourRuns(`${esc}31m${esc}0ma${esc}0mb`).map(set)).toEqual([[]]);
  const noise = `${esc}31ma${esc}32mb`.repeat(20_000);
  const runs = colourRuns(noise);
  expect(runs.length).toBeLessThanOrEqual(402);
  expect(textOf(runs)).toBe("ab".repeat(20_000));
});
