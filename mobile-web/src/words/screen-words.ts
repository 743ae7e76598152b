// The words in use on the pages beyond the first.

import { type ScreenWords, englishScreens } from "./en-screens.ts";

export const screenWords: ScreenWords = englishScreens;
