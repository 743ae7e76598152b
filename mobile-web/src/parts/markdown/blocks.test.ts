import { describe, expect, test } from "vitest";
import { readBlocks } from "./blocks.ts";

const blocks = (text: string) => readBlocks(text).map(({ block }) => block);
const kinds = (text: string) => blocks(text).map(({ kind }) => kind);

describe("an agent's prose", () => {
  test("is cut into paragraphs and fenced code", () => {
    expect(blocks("One\ntwo\n\nthree\n```ts\nconst a = 1;\n\nb\n```\nfour")).toEqual([
      { kind: "paragraph", text: "One\ntwo" },
      { kind: "paragraph", text: "three" },
      { kind: "code", language: "ts", text: "const a = 1;\n\nb" },
      { kind: "paragraph", text: "four" },
    ]);
  });

  test("has code up to where it has come while a fence is open", () => {
    expect(blocks("See\n```sh\nnpm te")).toEqual([
      { kind: "paragraph", text: "See" },
      { kind: "code", language: "sh", text: "npm te" },
    ]);
    expect(blocks("```js  a b")).toEqual([{ kind: "code", language: "js  a b", text: "" }]);
    expect(blocks("```")).toEqual([{ kind: "code", language: "", text: "" }]);
  });

  test("keeps a fence of another kind or a shorter one inside code", () => {
    expect(blocks("````md\n```js\nx\n```\n~~~~\n````")).toEqual([
      { kind: "code", language: "md", text: "```js\nx\n```\n~~~~" },
    ]);
  });

  test("takes code indented under a list item back to the margin", () => {
    expect(blocks("1. Run\n   ```sh\n   npm test\n     deeper\n   ```\n2. Look")).toEqual([
      { kind: "item", depth: 0, marker: "1.", done: undefined, text: "Run" },
      { kind: "code", language: "sh", text: "npm test\n  deeper" },
      { kind: "item", depth: 0, marker: "2.", done: undefined, text: "Look" },
    ]);
  });

  test("has headings of both kinds", () => {
    expect(blocks("# One #\n## Two##\nThree\n===\nFour\n---\n#none")).toEqual([
      { kind: "heading", level: 1, text: "One" },
      { kind: "heading", level: 2, text: "Two##" },
      { kind: "heading", level: 1, text: "Three" },
      { kind: "heading", level: 2, text: "Four" },
      { kind: "paragraph", text: "#none" },
    ]);
  });

  test("has lists in lists, tasks, and items of several paragraphs", () => {
    const text = "- one\n  - inner\n    - deep\n- [x] two\n\n  more of two\n* [ ] three\n\nafter";
    expect(blocks(text)).toEqual([
      { kind: "item", depth: 0, marker: "-", done: undefined, text: "one" },
      { kind: "item", depth: 1, marker: "-", done: undefined, text: "inner" },
      { kind: "item", depth: 2, marker: "-", done: undefined, text: "deep" },
      { kind: "item", depth: 0, marker: "-", done: true, text: "two\n\nmore of two" },
      { kind: "item", depth: 0, marker: "*", done: false, text: "three" },
      { kind: "paragraph", text: "after" },
    ]);
  });

  test("has tables, whose rows are no wider than their head and lose nothing", () => {
    expect(blocks("| a | b \\| c |\n|---|:-:|\n| 1 | 2 | 3 |\n|4\n\nx")).toEqual([
      { kind: "table", head: ["a", "b | c"], rows: [["1", "2 | 3"], ["4"]] },
      { kind: "paragraph", text: "x" },
    ]);
    expect(kinds("a | b\n--- | --- | ---")).toEqual(["paragraph"]);
    expect(kinds("no bar\n---|---")).toEqual(["paragraph"]);
  });

  test("has quotes and rules", () => {
    expect(blocks("> one\n> two\n\n> three\n***\n- - -\nend")).toEqual([
      { kind: "quote", text: "one\ntwo" },
      { kind: "quote", text: "three" },
      { kind: "rule" },
      { kind: "rule" },
      { kind: "paragraph", text: "end" },
    ]);
  });

  test("is nothing when there is nothing", () => {
    expect(blocks("")).toEqual([]);
    expect(blocks("\n \n")).toEqual([]);
  });

  test.each([
    ["spaces before a mark", `#${" ".repeat(100_000)}x`],
    ["marks at the end of a title", `# x ${"#".repeat(100_000)}y`],
    ["ticks after a fence", `\`\`\`${" ".repeat(100_000)}\``],
    ["bars", `a|b\n${"|".repeat(100_000)}`],
    ["dashes and spaces", `a|b\n--${" ".repeat(100_000)}x`],
    ["marks of a rule", `${"* ".repeat(50_000)}${" ".repeat(50_000)}x`],
    ["quotes in quotes", ">".repeat(100_000)],
    ["lists in lists", Array.from({ length: 400 }, (_, n) => `${" ".repeat(n)}- x`).join("\n")],
  ])("is read before anybody loses patience, also %s", { timeout: 5_000 }, (_, text) => {
    expect(readBlocks(text)).not.toEqual([]);
  });
});
