// The few words of the app that stand within an agent's prose.

import type { ProseWords } from "../../parts/markdown/prose.tsx";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

export const sayProse: ProseWords = {
  copy: words.app.copy,
  copied: words.app.copied,
  earlier: screenWords.run.earlierPart,
};
