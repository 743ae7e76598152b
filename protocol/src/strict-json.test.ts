import { describe, expect, test } from "vitest";
import { jsonDepthMax, jsonKeysMax } from "./limits.ts";
import { parseStrictJson } from "./strict-json.ts";

const isMessage = expect.objectContaining({ code: "MESSAGE" });
const nested = (depth: number, open: string, close: string, core = ""): string =>
  open.repeat(depth) + core + close.repeat(depth);
const withKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(",")}}`;

describe("strict JSON takes", () => {
  // What the JSON grammar allows, in the manner of JSONTestSuite's y_ cases.
  test.each([
    ["[]", []],
    ["{}", {}],
    [" \t\r\n{ } ", {}],
    ["null", null],
    ["true", true],
    ["false", false],
    ['""', ""],
    ['"asd"', "asd"],
    ["0", 0],
    ["-0", -0],
    ["-1", -1],
    ["20e1", 200],
    ["1E-2", 0.01],
    ["123.456789", 123.456789],
    ['["\\"\\\\\\/\\b\\f\\n\\r\\t"]', ['"\\/\b\f\n\r\t']],
    ['["\\u0060\\u012a\\u12AB"]', ["`\u012a\u12ab"]],
    ['["\\uD801\\udc37"]', ["\u{10437}"]],
    ['["\\u0000"]', ["\0"]],
    ['["\u007f"]', ["\u007f"]],
    ['["\u2028\u2029"]', ["\u2028\u2029"]],
    ['["⍂㈴⍂"]', ["⍂㈴⍂"]],
    ['{"":0}', { "": 0 }],
    ['{"a":{"a":1},"b":[{"a":2},{"a":3}]}', { a: { a: 1 }, b: [{ a: 2 }, { a: 3 }] }],
    ['{"a":"a:","b":"\\"c\\":"}', { a: "a:", b: '"c":' }],
    ['["a","a",{"a" : "a"}]', ["a", "a", { a: "a" }]],
    ['{"constructor":1,"toString":2}', { constructor: 1, toString: 2 }],
    ['{"proto":"__proto__"}', { proto: "__proto__" }],
  ])("%s", (source, value) => {
    expect(parseStrictJson(source)).toEqual(value);
  });

  test(`${jsonDepthMax} levels and ${jsonKeysMax} keys`, () => {
    expect(() => parseStrictJson(nested(jsonDepthMax, "[", "]"))).not.toThrow();
    const objects = nested(jsonDepthMax - 1, '{"a":', "}", "{}");
    expect(() => parseStrictJson(objects)).not.toThrow();
    expect(Object.keys(parseStrictJson(withKeys(jsonKeysMax)) as object)).toHaveLength(jsonKeysMax);
  });

  test("numbers too large for a number as Infinity, which every shape then refuses", () => {
    expect(parseStrictJson("1e400")).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("strict JSON refuses", () => {
  // JSONTestSuite's n_ cases and their kin: what is not JSON at all.
  test.each([
    "",
    " ",
    "\ufeff{}",
    "[1,]",
    "[,1]",
    "[1 1]",
    '{"a":1,}',
    '{"a" 1}',
    "{a:1}",
    "{'a':1}",
    "{1:1}",
    '{"a":1 "b":2}',
    '{"a":}',
    '{:"a"}',
    "[",
    "]",
    "{",
    "}",
    "[}",
    "{]",
    "[1]]",
    "[1][2]",
    "{}{}",
    "NaN",
    "[NaN]",
    "Infinity",
    "-Infinity",
    "undefined",
    "nul",
    "True",
    "+1",
    "01",
    "-01",
    "1.",
    ".5",
    "1e",
    "0x10",
    "1_000",
    "１",
    '"',
    '"abc',
    '"\\"',
    '["\\x00"]',
    '["\\u00G0"]',
    '["\\u12"]',
    '["\t"]',
    '["\n"]',
    '["\0"]',
    "['a']",
    "// comment\n{}",
    "/* */{}",
    "{}//",
    "\u00a0{}",
    "\u2060{}",
    "[1]\u000c",
    '{"a":1}\0',
    "\ud800",
  ])("%j", (source) => {
    expect(() => parseStrictJson(source)).toThrow(isMessage);
  });

  // What JSON.parse would take.
  test.each([
    ["a duplicate key", '{"a":1,"a":2}'],
    ["a duplicate key in another spelling", '{"a":1,"\\u0061":2}'],
    ["a duplicate of the empty key", '{"":1,"":2}'],
    ["a duplicate key with white space before its colon", '{"a":1,"a" \t\r\n:2}'],
    ["a duplicate key deep inside", '[{"x":[{"a":1,"b":2,"a":3}]}]'],
    ["a duplicate key after an inner object with the same key", '{"a":{"a":1},"a":2}'],
    ["a duplicate key after a string that looks like an end", '{"a":"}","a":2}'],
    ["a duplicate key with a surrogate pair in two spellings", '{"𐐷":1,"\\ud801\\udc37":2}'],
    ["__proto__", '{"__proto__":{"admin":true}}'],
    ["__proto__ in another spelling", '{"__prot\\u006f__":1}'],
    ["__proto__ deep inside", '{"a":[{"__proto__":1}]}'],
    ["a lone high surrogate", '["\\ud800"]'],
    ["a lone low surrogate", '["\\udc00"]'],
    ["surrogates the wrong way round", '["\\udc00\\ud800"]'],
    ["a high surrogate before a letter", '["\\ud800a"]'],
    ["a lone surrogate in a key", '{"\\ud800":1}'],
    ["a lone surrogate that was not escaped", '["\ud800"]'],
    ["33 levels of lists", nested(jsonDepthMax + 1, "[", "]")],
    ["33 levels of objects", nested(jsonDepthMax, '{"a":', "}", "{}")],
    ["33 levels, mixed", nested((jsonDepthMax + 2) / 2, '[{"a":', "}]", "0")],
    ["1,001 keys", withKeys(jsonKeysMax + 1)],
    ["1,001 keys in many objects", `[${Array(501).fill('{"a":0,"b":0}').join(",")}]`],
  ])("%s", (_what, source) => {
    expect(() => JSON.parse(source) as unknown).not.toThrow();
    expect(() => parseStrictJson(source)).toThrow(isMessage);
  });

  test("a megabyte of brackets, quotes or keys at once", () => {
    const started = performance.now();
    for (const bomb of [
      "[".repeat(1_000_000),
      '{"a":'.repeat(200_000),
      '"'.repeat(1_000_000),
      "\\".repeat(1_000_000),
      `"${"\\\\".repeat(500_000)}`,
      `[${'""                '.repeat(50_000)}`,
      `{"a"${" ".repeat(1_000_000)}`,
      withKeys(60_000),
    ]) {
      expect(() => parseStrictJson(bomb)).toThrow(isMessage);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
