// The few words of the app that stand within an agent's prose. It stays one object, and so prose that did not
// change is not drawn again.

import type { ProseWords } from "../../parts/markdown/prose.tsx";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

export const sayProse: ProseWords = {
  get copy() {
    return words.app.copy;
  },
  get copied() {
    return words.app.copied;
  },
  get earlier() {
    return screenWords.run.earlierPart;
  },
};
