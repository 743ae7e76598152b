// What of a release is decided rather than done: the next version in all its places, the changelog's section, what
// stands in the way, and the words at the end.

import { writeFileSync } from "node:fs";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { treeOnDisk } from "../tree.ts";
import { versionIn, versionPlaces, withVersion } from "./bump.ts";
import { closeSection, lastReleased } from "./changelog.ts";
import { checksumLines } from "./checksums.ts";
import { closingWords } from "./closing-words.ts";
import { isLater, isVersion } from "./product-version.ts";
import { type Facts, isGreen, whatStandsInTheWay } from "./readiness.ts";

const root = join(import.meta.dirname, "../..");
const tree = treeOnDisk(root);
const current = String(/"version": "([^"]+)"/.exec(tree.text("package.json"))?.[1]);
const next = "98.76.54";

describe("the next version", () => {
  /** Where a version stands as an example, or as the one of something that was. */
  const others =
    /^(?:CHANGELOG\.md|docs\/(?:releasing\.md|decisions\/|self-hosting\/)|scripts\/|protocol\/vectors\/)|\.test\.tsx?$|^agent\/src\/(?:deploy\/relay-config|verify\/release-note)\.ts$/;

  it("is brought to every place that says the present one", () => {
    const saying = tree.paths.filter(
      (path) =>
        /\.(?:json|md|tsx?|js|toml)$/.test(path) && versionIn(current).test(tree.text(path)),
    );
    const forgotten = saying.filter((path) => !versionPlaces.includes(path) && !others.test(path));
    expect(forgotten).toEqual([]);
  });

  it.each(versionPlaces)("in %s leaves all else as it was", (path) => {
    const before = tree.text(path);
    const after = withVersion(path, before, current, next);
    expect(after).toContain(next);
    expect(withVersion(path, after, next, current)).toBe(before);
    expect(after.split("\n")).toHaveLength(before.split("\n").length);
  });

  it("may be the present one, which was not released yet", () => {
    for (const path of versionPlaces) {
      expect(withVersion(path, tree.text(path), current, current)).toBe(tree.text(path));
    }
  });

  it("is not written where the present one has gone missing", () => {
    const place = "agent/src/cli/version.ts";
    expect(() => withVersion(place, "", current, next)).toThrow(`${place} does not say ${current}`);
  });

  it.each([
    ["1.2.4", "1.2.3", true],
    ["1.10.0", "1.9.9", true],
    ["1.2.3", "1.2.3", false],
    ["1.2.3", "1.2.3-rc.2", true],
    ["1.2.3-rc.2", "1.2.3", false],
    ["1.2.3-rc.10", "1.2.3-rc.9", true],
    ["0.9.9", "1.0.0", false],
  ])("%s later than %s: %s", (one, other, is) => expect(isLater(one, other)).toBe(is));

  it.each(["1.2", "v1.2.3", "1.2.3-beta", "", "1.2.3 ", "../1.2.3"])("is never %j", (text) =>
    expect(isVersion(text)).toBe(false),
  );
});

describe("the changelog", () => {
  const text =
    "# Changelog\n\n## 0.2.0, not yet released\n\n- New.\n\n## 0.1.0, 2026-11-21\n\n- Old.\n";

  it("has its first section closed with the version and the day", () => {
    const closed = closeSection(text, "0.2.0", "2026-12-01");
    expect(closed).toBe(text.replace("0.2.0, not yet released", "0.2.0, 2026-12-01"));
    expect([lastReleased(text), lastReleased(closed)]).toEqual(["0.1.0", "0.2.0"]);
  });

  it("is not closed where nothing is open, or nothing stands", () => {
    const closed = closeSection(text, "0.2.0", "2026-12-01");
    expect(() => closeSection(closed, "0.3.0", "2026-12-02")).toThrow("not yet released");
    const empty = text.replace("- New.\n", "");
    expect(() => closeSection(empty, "0.2.0", "2026-12-01")).toThrow("nothing stands");
  });

  it("of this repository can be closed", () => {
    expect(closeSection(tree.text("CHANGELOG.md"), next, "2026-12-01")).toContain(
      `## ${next}, 2026`,
    );
  });
});

const ready: Facts = {
  wanted: "0.2.0",
  current: "0.1.0",
  released: "0.1.0",
  branch: "main",
  changes: [],
  tags: ["v0.1.0"],
  repository: "github:somebody/longrein",
  key: { kind: "pinned", name: "longrein-release-1" },
};

test("nothing stands in the way of a release that is ready", () => {
  expect(whatStandsInTheWay(ready)).toEqual([]);
});

test.for<[string, Partial<Facts>, string]>([
  ["no version", { wanted: "next" }, "next is no version"],
  ["an older version", { wanted: "0.0.9" }, "does not come after 0.1.0"],
  ["the same version", { wanted: "0.1.0", tags: [] }, "does not come after 0.1.0"],
  ["a version that was passed", { wanted: "0.2.0", current: "0.3.0" }, "say 0.3.0 already"],
  ["another branch", { branch: "fix" }, "this is the branch fix"],
  ["uncommitted changes", { changes: ["a.ts", "b.ts"] }, "not committed: a.ts, b.ts"],
  ["a tag that is there", { tags: ["v0.2.0"] }, "a tag v0.2.0 already"],
  ["no repository", { repository: undefined }, 'names no "repository"'],
  ["no key", { key: { kind: "none-given" } }, "LONGREIN_RELEASE_KEY"],
  ["an unknown key", { key: { kind: "not-pinned" } }, "release-keys.ts"],
  ["a wrong passphrase", { key: { kind: "does-not-open", why: "bad decrypt" } }, "bad decrypt"],
])("%s stands in the way", ([, changed, says]) => {
  const all = whatStandsInTheWay({ ...ready, ...changed });
  expect(all).toEqual([expect.stringContaining(says)]);
});

test.for([
  ["...\n12 passed, 0 failed\n", true],
  ["...\n12 passed, 1 failed\n", false],
  ["0 passed, 0 failed\n", false],
  ["12 passed, 0 failed\nand then it fell over\n", false],
  ["", false],
] as const)("tests that print %j are green: %s", ([printed, is]) =>
  expect(isGreen(printed)).toBe(is),
);

test("publishing is said with provenance, and a candidate is not what npm gives to everybody", () => {
  expect(closingWords("1.2.3", "dist/release-1.2.3").join("\n")).toContain(
    "npm publish dist/release-1.2.3/longrein-1.2.3.tgz --provenance --access public\n",
  );
  expect(closingWords("1.2.3-rc.1", "x").join("\n")).toMatch(/--access public --tag next$/m);
});

test("checksums are what sha256sum checks", async () => {
  const folder = await throwAwayFolder("longrein-sums-");
  try {
    const files = ["b.tgz", "a.json"].map((name) => join(folder.path, name));
    for (const file of files) writeFileSync(file, file);
    writeFileSync(join(folder.path, "SHA256SUMS"), checksumLines(files));
    const words = ["--check", "--strict", "SHA256SUMS"];
    const said = execFileSync("sha256sum", words, { cwd: folder.path, encoding: "utf8" });
    expect(said).toBe("a.json: OK\nb.tgz: OK\n");
  } finally {
    await folder.remove();
  }
});

test("a dry run says what it would do and changes nothing", () => {
  const status = () =>
    execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
  const before = status();
  const { stdout, status: code } = spawnSync(
    process.execPath,
    ["scripts/release.ts", next, "--dry-run"],
    { cwd: root, encoding: "utf8" },
  );
  expect(stdout).toContain("would change: agent/src/cli/version.ts");
  expect(stdout).toContain("in the way: no key");
  expect([code, status()]).toEqual([1, before]);
});
