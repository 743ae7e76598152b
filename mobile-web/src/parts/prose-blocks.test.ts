import { expect, test } from "vitest";
import { proseBlocks } from "./prose-blocks.ts";

test("paragraphs end at blank lines, code at its own fence", () => {
  expect(proseBlocks("One\ntwo\n\nThree\n````ts\n```\nx\n\ny\n````\nfour")).toEqual([
    { kind: "paragraph", text: "One\ntwo" },
    { kind: "paragraph", text: "Three" },
    { kind: "code", text: "```\nx\n\ny" },
    { kind: "paragraph", text: "four" },
  ]);
});

test("while it streams, an open fence is code already", () => {
  expect(proseBlocks("See:\n```\nnpm te")).toEqual([
    { kind: "paragraph", text: "See:" },
    { kind: "code", text: "npm te" },
  ]);
});

test("nothing gives nothing", () => {
  expect(proseBlocks("\n\n")).toEqual([]);
});
