// The words for choosing how a new run works, in use.

import { type NewRunWords, englishNewRun } from "./en-new-run.ts";

export const newRunWords: NewRunWords = englishNewRun;
