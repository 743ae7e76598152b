// The words of a run's page and of the sheets over it, in use.

import { type RunWords, englishRun } from "./en-run.ts";

export const runWords: RunWords = englishRun;
