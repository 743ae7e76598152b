// The size check: what counts as first load, and what happens at the budget and one byte above.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { checkSizes, measureApp } from "./check-size.ts";
import { readBudgets } from "./size/budgets.ts";
import { readFirstLoad } from "./size/first-load.ts";

const budgets = {
  "relay worker": 100,
  "phone first load: scripts": 200,
  "phone first visit: scripts": 200,
  "phone until linked: scripts": 200,
  "phone first load: styles": 50,
  "phone first load: page": 50,
  "phone app": 400,
  "phone typed code": 100,
  "phone pairing": 100,
  "phone notifications": 100,
  "phone installing": 100,
  "phone audit log": 100,
  "phone recorded files": 100,
  "phone comparison of changes": 100,
  "phone comments on changes": 100,
  "phone past sessions": 100,
};

const manifest = {
  "index.html": {
    file: "assets/main.js",
    isEntry: true,
    imports: ["_protocol.js", "_parts.js"],
    dynamicImports: ["src/screens/run.tsx", "src/link/phone-link.ts"],
    css: ["assets/main.css"],
  },
  "_protocol.js": { file: "assets/protocol.js", imports: ["_parts.js"] },
  "_parts.js": { file: "assets/parts.js", imports: ["_protocol.js"], css: ["assets/parts.css"] },
  "src/screens/run.tsx": { file: "assets/run.js", imports: ["_parts.js"], css: ["assets/run.css"] },
  "_pair.js": { file: "assets/pair.js", name: "pairing", imports: ["_parts.js"] },
  "src/link/phone-link.ts": { file: "assets/link.js", imports: ["_kem.js", "index.html"] },
  "_kem.js": { file: "assets/kem.js" },
};

/** A style sheet for the whole app stands in the page and in no chunk of the manifest; preloads do not count. */
const page = `<!doctype html>
  <link rel="icon" href="/icon.svg" type="image/svg+xml" />
  <script type="module" crossorigin src="/assets/main.js"></script>
  <link rel="modulepreload" crossorigin href="/assets/protocol.js">
  <link rel="later" crossorigin href="/assets/link.js">
  <link rel="stylesheet" crossorigin href="/assets/all.css">`;

const folder = mkdtempSync(join(tmpdir(), "longrein-size-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): number {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return gzipSync(text, { level: 9 }).length;
}

describe("the first load", () => {
  it("is the entry and what it imports at once, each file once, and no screen opened later", () => {
    const { scripts, firstVisit, linked, styles } = readFirstLoad(manifest, page);
    expect(scripts).toEqual(["assets/main.js", "assets/protocol.js", "assets/parts.js"]);
    expect(new Set(firstVisit)).toEqual(new Set([...scripts, "assets/pair.js"]));
    expect(new Set(linked)).toEqual(new Set([...scripts, "assets/link.js", "assets/kem.js"]));
    expect(styles).toEqual(["assets/all.css", "assets/main.css", "assets/parts.css"]);
  });

  it("cannot be told from a manifest without the page or with a chunk missing", () => {
    expect(() => readFirstLoad({}, page)).toThrow("no chunk index.html");
    expect(() => readFirstLoad({ ...manifest, "_parts.js": undefined }, page)).toThrow("_parts.js");
  });

  it("is measured in the built folder, after gzip", () => {
    write(".vite/manifest.json", JSON.stringify(manifest));
    write("_headers", "x".repeat(500));
    const main = write("assets/main.js", "main".repeat(100));
    const shared = write("assets/protocol.js", "p") + write("assets/parts.js", "q");
    const styles = write("assets/main.css", "r") + write("assets/parts.css", "s");
    const pair = write("assets/pair.js", "pair".repeat(20));
    const link = write("assets/link.js", "link".repeat(30)) + write("assets/kem.js", "kem");
    const later = write("assets/run.js", "run".repeat(50)) + write("assets/run.css", "t");
    const all = write("assets/all.css", "all".repeat(50));
    const shell = write("index.html", page);
    // A phone keeps one language, in which there may be several files: German is the larger one here.
    const german =
      write("assets/words.de.run-a.js", "de".repeat(60)) + write("assets/words.de.more-b.js", "d");
    write("assets/words.zh-Hans.run-c.js", "z");
    const typedCode = write("assets/typed-code-phone-d.js", "code".repeat(9));
    const enrolment = write("assets/enrolment-o.js", "who are you".repeat(9));
    const scanner = write("assets/scanner-p.js", "look here".repeat(9));
    write("icon-512.png", "icon".repeat(99));
    const notices = write("assets/notifications-e.js", "notices".repeat(9));
    write("assets/words.de.notifications-f.js", "kurz");
    const longest = write("assets/words.es.notifications-g.js", "mucho más largo");
    const installing = write("assets/installing-h.js", "home screen".repeat(9));
    const inJapanese = write("assets/words.ja.installing-i.js", "ホーム画面");
    const log = write("assets/audit-j.js", "audit".repeat(9));
    const recorded = write("assets/recorded-l.js", "kept".repeat(9));
    const comment = write("assets/comment-m.js", "about this line".repeat(9));
    const sessions = write("assets/sessions-n.js", "remembered".repeat(9));
    const comparison = write("assets/comparison-k.js", "before and after".repeat(9));
    expect(measureApp(folder)).toEqual([
      { name: "phone first load: scripts", bytes: main + shared },
      { name: "phone first visit: scripts", bytes: main + shared + pair },
      { name: "phone until linked: scripts", bytes: main + shared + link },
      { name: "phone first load: styles", bytes: all + styles },
      { name: "phone first load: page", bytes: shell },
      {
        name: "phone app",
        bytes: main + shared + pair + link + all + styles + later + shell + german,
      },
      { name: "phone typed code", bytes: typedCode },
      { name: "phone pairing", bytes: enrolment + scanner },
      { name: "phone notifications", bytes: notices + longest },
      { name: "phone installing", bytes: installing + inJapanese },
      { name: "phone audit log", bytes: log },
      { name: "phone recorded files", bytes: recorded },
      { name: "phone comparison of changes", bytes: comparison },
      { name: "phone comments on changes", bytes: comment },
      { name: "phone past sessions", bytes: sessions },
    ]);
  });
});

describe("a budget", () => {
  it("holds at its last byte and is broken by the next", () => {
    const verdicts = checkSizes(
      [
        { name: "relay worker", bytes: 100 },
        { name: "phone first load: scripts", bytes: 201 },
      ],
      budgets,
    );
    expect(verdicts.map(({ fits }) => fits)).toEqual([true, false]);
    expect(verdicts[1]?.line).toContain("1 bytes too many");
  });

  it("must be there, as a number", () => {
    expect(readBudgets({ budgets })).toEqual(budgets);
    expect(() => readBudgets({ budgets: { ...budgets, "phone app": "400" } })).toThrow("phone app");
    expect(() => readBudgets({})).toThrow("relay worker");
  });
});
