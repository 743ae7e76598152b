// What a program printed stands on the page as text in elements of ours, whatever it holds.

import { type VNode, isValidElement } from "preact";
import { expect, test } from "vitest";
import { hostileStrings } from "./hostile-strings.ts";
import { TerminalText } from "./terminal-text.tsx";
import { UntrustedText } from "./untrusted-text.tsx";

interface Seen {
  readonly texts: readonly string[];
  readonly elements: readonly string[];
  readonly classes: readonly string[];
}

function seenIn(node: unknown): Seen {
  const parts = look(node);
  return {
    texts: parts.flatMap(({ texts }) => texts),
    elements: [...new Set(parts.flatMap(({ elements }) => elements))].toSorted(),
    classes: parts.flatMap(({ classes }) => classes),
  };
}

/** Components are called, as the page would. */
function look(node: unknown): Seen[] {
  if (typeof node === "string") return [{ texts: [node], elements: [], classes: [] }];
  if (Array.isArray(node)) return node.flatMap(look);
  if (!isValidElement(node)) return [];
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (typeof type === "function") return look(Reflect.apply(type, undefined, [props]) as unknown);
  const named = typeof props["class"] === "string" ? [props["class"]] : [];
  return [{ texts: [], elements: [type], classes: named }, ...look(props["children"])];
}

test("colours are classes and elements, in the order in which they were printed", () => {
  const seen = seenIn(
    TerminalText({ text: "\u001b[1;32mok\u001b[0m and \u001b[30;41m FAIL \u001b[m" }),
  );
  expect(seen.texts).toEqual(["ok", " and ", " FAIL "]);
  expect(seen.classes.filter((name) => name.startsWith("tone-"))).toEqual([
    "tone-green",
    "tone-red",
  ]);
  expect(seen.elements).toEqual(["b", "bdi", "mark", "span"]);
});

test("all else is shown as it is anywhere, character for character", () => {
  for (const text of hostileStrings.filter((each) => !/\u001b\[[\d;:]*m/.test(each))) {
    expect(seenIn(TerminalText({ text }))).toEqual(
      seenIn(UntrustedText({ text, strictness: "prose" })),
    );
  }
});
