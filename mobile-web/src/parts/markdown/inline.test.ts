import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Inline, readInline } from "./inline.ts";

/** As the marks that were understood, in brackets that no Markdown has. */
function told(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case "text":
          return node.text;
        case "code":
          return `‹${node.text}›`;
        case "link":
          return `⟨${told(node.children)}→${[node.to, node.title].filter(Boolean).join(" ")}⟩`;
        default:
          return `${node.kind}(${told(node.children)})`;
      }
    })
    .join("");
}

const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  emphasis: [
    ["*a* and **b** and ***c***", "emphasis(a) and strong(b) and emphasis(strong(c))"],
    ["_a_ and __b__", "emphasis(a) and strong(b)"],
    ["**a *b* c**", "strong(a emphasis(b) c)"],
    ["~~gone~~ ~one~", "strike(gone) ~one~"],
    ["**open", "**open"],
    ["closed**", "closed**"],
    ["2 * 3 * 4", "2 * 3 * 4"],
    ["snake_case_name and __init__.py", "snake_case_name and strong(init).py"],
    ["*a **b*", "*a *emphasis(b)"],
    ["**a*", "*emphasis(a)"],
  ],
  code: [
    ["`a*b*`", "‹a*b*›"],
    ["`` a`b ``", "‹a`b›"],
    ["`open *x*", "`open emphasis(x)"],
    ["``a`", "``a`"],
    ["`a\nb`", "‹a b›"],
    ["` `", "‹ ›"],
  ],
  links: [
    ["[a *b*](https://x.example/y)", "⟨a emphasis(b)→https://x.example/y⟩"],
    ["[a](src/a.ts:12)", "⟨a→src/a.ts:12⟩"],
    ["[a](<b c>)", "⟨a→b c⟩"],
    ['[a](b "title")', "⟨a→b title⟩"],
    ["[a](f(x))", "⟨a→f(x)⟩"],
    ["![image](https://evil.example/x.png)", "!⟨image→https://evil.example/x.png⟩"],
    ["[a]()", "[a]()"],
    ["[a] (b)", "[a] (b)"],
    ["[a](b", "[a](b"],
    ["]((", "](("],
    ["<https://x.example/>", "⟨https://x.example/→https://x.example/⟩"],
    ["<b>not markup</b>", "<b>not markup</b>"],
    ["[x](javascript:alert(1))", "⟨x→javascript:alert(1)⟩"],
    ["*a [b* c](d)", "emphasis(a [b) c](d)"],
    ["[a *b](c) d*", "⟨a *b→c⟩ d*"],
  ],
  escapes: [
    ["\\*a\\* \\\\ \\n", "*a* \\ \\n"],
    ["\\`a`", "`a`"],
    ["\\[a](b)", "[a](b)"],
  ],
};

describe.each(Object.entries(cases))("%s", (_, pairs) => {
  test.each(pairs)("%j", (text, expected) => {
    expect(told(readInline(text))).toBe(expected);
  });
});

const shown = (nodes: readonly Inline[]): string =>
  nodes.map((node) => ("children" in node ? shown(node.children) : node.text)).join("");

describe("any text", () => {
  test("shows only characters that came, in the order in which they came", () => {
    const piece = fc.constantFrom(
      "*",
      "**",
      "_",
      "~~",
      "`",
      "``",
      "[",
      "](",
      ")",
      "\\",
      "<",
      ">",
      "a",
      " ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        let from = 0;
        for (const character of shown(readInline(text)).replaceAll(" ", "")) {
          const found = text.indexOf(character, from);
          expect(found, `${character} in ${JSON.stringify(text)}`).not.toBe(-1);
          from = found + 1;
        }
      }),
      { seed: 1, numRuns: 3_000 },
    );
  });

  test("without marks is itself", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replaceAll(/[\\`*_~[\]<]/g, "");
        expect(shown(readInline(plain))).toBe(plain);
      }),
      { seed: 2 },
    );
  });

  test("is never nested so deep that drawing it would end the app", () => {
    const depth = (nodes: readonly Inline[]): number =>
      nodes.reduce(
        (most, node) => Math.max(most, "children" in node ? 1 + depth(node.children) : 0),
        0,
      );
    const deep = `${"*a ".repeat(9_000)}${" a*".repeat(9_000)}`;
    expect(depth(readInline(deep))).toBeLessThan(12);
    expect(depth(readInline(`${"[".repeat(5_000)}x${"](y)".repeat(5_000)}`))).toBeLessThan(5_001);
  });

  test.each([
    ["openers", "*a ".repeat(80_000)],
    ["openers and closers of other kinds", `${"_a ".repeat(40_000)}${" a*".repeat(40_000)}`],
    ["nested to the end", `${"*a ".repeat(40_000)}${" a*".repeat(40_000)}`],
    ["ticks of ever other lengths", Array.from({ length: 700 }, (_, n) => "`".repeat(n)).join(" ")],
    ["brackets", `${"[".repeat(100_000)}${"](".repeat(60_000)}`],
    ["links without end", "[a](b ".repeat(40_000)],
    ["spaces in a link", `[a](b${" ".repeat(200_000)}x`],
    ["parentheses in a link", `[a](${"(b)".repeat(60_000)}`],
    ["angles", "<https://".repeat(30_000)],
    ["backslashes", "\\".repeat(250_000)],
  ])("is read before anybody loses patience, also %s", { timeout: 15_000 }, (_, text) => {
    expect(readInline(text)).not.toEqual([]);
  });
});
