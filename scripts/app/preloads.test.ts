// What the page says to fetch at once, and with which urgency.

import { expect, test } from "vitest";
import { preloadTags } from "./preloads.ts";

const chunk = (fileName: string, imports: readonly string[], more: object = {}) => ({
  type: "chunk" as const,
  fileName,
  name: fileName.replace(".js", ""),
  imports,
  isEntry: false,
  facadeModuleId: null,
  ...more,
});

const files = {
  main: chunk("main.js", ["view.js"], { isEntry: true }),
  view: chunk("view.js", ["shared.js"]),
  shared: chunk("shared.js", []),
  link: chunk("link.js", ["shared.js", "main.js"], {
    facadeModuleId: "/somewhere/mobile-web/src/link/phone-link.ts",
  }),
  pairing: chunk("pairing.js", ["main.js", "shared.js"]),
  later: chunk("later.js", ["main.js"]),
  style: { type: "asset" as const },
};

test("what the entry imports comes at once, and pairing with it, each file once; the link is named for later", () => {
  const said = preloadTags(files).map(({ attrs }) => [attrs?.["href"], attrs?.["rel"]]);
  expect(said).toEqual([
    ["/view.js", "modulepreload"],
    ["/shared.js", "modulepreload"],
    ["/pairing.js", "modulepreload"],
    ["/link.js", "later"],
  ]);
});

test("a build without the link, or without pairing, is refused", () => {
  expect(() => preloadTags({ main: files.main, pairing: files.pairing })).toThrow("the link");
  expect(() => preloadTags({ main: files.main, link: files.link })).toThrow("pairing");
});
