// What was shown must be the text, whole: read back from what is drawn, for every hostile string.

import { type VNode, isValidElement } from "preact";
import { expect, test } from "vitest";
import { hostileStrings } from "./hostile-strings.ts";
import { UntrustedText } from "./untrusted-text.tsx";

interface Held {
  readonly children?: unknown;
  readonly "data-code-point"?: string;
}

/** Reads the text back as anybody could from the page: boxes by their code point, all else as it stands. */
function readBack(node: unknown): string {
  if (typeof node === "string") return node;
  if (Array.isArray(node)) return node.map(readBack).join("");
  if (!isValidElement(node)) return "";
  const { props } = node as VNode<Held>;
  const codePoint = props["data-code-point"];
  if (codePoint !== undefined) return String.fromCodePoint(Number.parseInt(codePoint, 16));
  return readBack(props.children);
}

function visibleText(node: unknown): string {
  if (typeof node === "string") return node;
  if (Array.isArray(node)) return node.map(visibleText).join("");
  return isValidElement(node) ? visibleText((node as VNode<Held>).props.children) : "";
}

test.each(["exact", "prose"] as const)(
  "the exact text can be read back from what is shown as %s",
  (strictness) => {
    for (const text of hostileStrings) {
      expect(readBack(UntrustedText({ text, strictness }))).toBe(text);
    }
  },
);

test("what is shown holds nothing invisible", () => {
  for (const text of hostileStrings) {
    const shown = visibleText(UntrustedText({ text, strictness: "exact" }));
    expect(shown).not.toMatch(/[\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Variation_Selector}]/u);
    expect(shown).not.toMatch(/[^\P{Cc}\n\t]/u);
  }
});

test("a box names its character", () => {
  expect(visibleText(UntrustedText({ text: "a\u202eb\u{e0041}", strictness: "exact" }))).toBe(
    "aRLO U+202EbU+E0041",
  );
});
