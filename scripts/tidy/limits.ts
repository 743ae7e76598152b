// The numbers and names of the style rules that scripts/check-tidy.ts holds.

export const linesMax = 300;
export const functionLinesMax = 70;
export const fileBytesMax = 256 * 1_024;

/** Words that say nothing about what a file does. */
export const bannedWords = new Set(
  "util utils helper helpers common misc manager managers service services data info".split(" "),
);

/** Files kept as others published them, or written by a tool. */
export const isVector = (path: string): boolean => path.split("/").includes("vectors");
export const isLockfile = (path: string): boolean => path === "package-lock.json";
/** Fixtures hold faults on purpose. */
export const isFixture = (path: string): boolean => path.startsWith("scripts/fixtures/");
/** Tables are as long as what they list; their name says so. */
export const isTable = (path: string): boolean =>
  /(^|[-/])table\.tsx?$/.test(path) || path.startsWith("mobile-web/src/words/");

const askedForDefault = new Set(["relay/src/worker.ts", "scripts/tests/recall.ts"]);

/** Where a tool or the platform asks for one. */
export const mayExportDefault = (path: string): boolean =>
  path.endsWith(".config.ts") || askedForDefault.has(path);
export const mayReExport = (path: string): boolean => path === "protocol/src/index.ts";
