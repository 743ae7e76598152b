// Vitest's reporters as a run whose result is counted wants them: for people, for counting, and what to look at.

import { join } from "node:path";

export const reportersFor = (reportFile: string): readonly string[] => [
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${reportFile}`,
  `--reporter=${join(import.meta.dirname, "recall.ts")}`,
];
