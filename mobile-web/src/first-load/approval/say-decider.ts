// Who decided, in words: another phone by what it is called, where its agent says so.

import type { Decider } from "../../state/approval-stage.ts";
import { runWords } from "../../words/run-words.ts";

export function sayDecider(by: Decider, name: string | undefined): string {
  return by === "other-device" && name !== undefined
    ? runWords.decidedBy.byDevice(name)
    : runWords.decidedBy[by];
}
