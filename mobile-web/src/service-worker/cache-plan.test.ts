import { describe, expect, test } from "vitest";
import { answeredBy, cacheOf, cachesToDrop, filesToKeep, languageOf } from "./cache-plan.ts";

const origin = "https://app.example";
const build = {
  version: "b",
  files: [
    { path: "/", integrity: "sha256-x" },
    { path: "/assets/main-1.js", integrity: "sha256-y" },
  ],
};
const ask = (path: string, more: Partial<Parameters<typeof answeredBy>[0]> = {}) =>
  answeredBy(
    { method: "GET", mode: "no-cors", url: new URL(path, origin).href, ...more },
    origin,
    build,
  )?.path;

describe("a request", () => {
  test("for a file of this version is answered with it", () => {
    expect(ask("/assets/main-1.js")).toBe("/assets/main-1.js");
    expect(ask("/assets/main-1.js?x#y")).toBe("/assets/main-1.js");
  });

  test("for a page is answered with the start page, whatever it is called", () => {
    expect(ask("/", { mode: "navigate" })).toBe("/");
    expect(ask("/some/page?x=1", { mode: "navigate" })).toBe("/");
  });

  test("for anything else is the network's", () => {
    expect(ask("/assets/main-0.js")).toBeUndefined();
    expect(ask("/sw.js")).toBeUndefined();
    expect(ask("https://elsewhere.example/assets/main-1.js")).toBeUndefined();
    expect(ask("/assets/main-1.js", { method: "POST" })).toBeUndefined();
  });

  test.each(["/v1/phone", "/health", "/.well-known/longrein"])("for %s is the relay's", (path) => {
    expect(ask(path)).toBeUndefined();
    expect(ask(path, { mode: "navigate" })).toBeUndefined();
  });
});

test("this version's cache and the two before stay, and what is not ours is left alone", () => {
  const names = ["other", cacheOf("1"), cacheOf("2"), cacheOf("a"), cacheOf("b")];
  expect(cachesToDrop(names, "b")).toEqual([cacheOf("1")]);
  expect(cachesToDrop(["other", cacheOf("b")], "b")).toEqual([]);
});

test("of translated words only those are kept that are spoken", () => {
  const german = { path: "/assets/words.de.screens-aB3_.js", integrity: "sha256-d" };
  const chinese = { path: "/assets/words.zh-Hans.screens-x.js", integrity: "sha256-c" };
  const whole = { ...build, files: [...build.files, german, chinese] };
  expect(filesToKeep(whole, new Set())).toEqual(build.files);
  expect(filesToKeep(whole, new Set(["zh-Hans"]))).toEqual([...build.files, chinese]);
  expect([german, chinese, ...build.files].map(({ path }) => languageOf(path))).toEqual([
    "de",
    "zh-Hans",
    undefined,
    undefined,
  ]);
});

test("what is for once is not kept, and is answered by the listed file all the same", () => {
  const once = ["typed-code-phone", "enrolment", "scanner"].map((name) => ({
    path: `/assets/${name}-x1.js`,
    integrity: "sha256-t",
  }));
  const parts = [
    "notifications",
    "installing",
    "audit",
    "recorded",
    "comparison",
    "comment",
    "sessions",
  ];
  const others = parts.flatMap((part) => [
    `/assets/${part}-x1.js`,
    `/assets/words.de.${part}-x1.js`,
  ]);
  const wanted = others.map((path) => ({ path, integrity: "sha256-n" }));
  const whole = { ...build, files: [...build.files, ...once, ...wanted] };
  expect(filesToKeep(whole, new Set(["de"]))).toEqual(build.files);
  for (const file of once) {
    const asked = { method: "GET", mode: "cors", url: new URL(file.path, origin).href };
    expect(answeredBy(asked, origin, whole)).toBe(file);
  }
});
