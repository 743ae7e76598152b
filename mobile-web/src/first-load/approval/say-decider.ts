// Who decided, in words: another phone by what it is called, where its agent says so.

import type { Decider } from "../../state/approval-stage.ts";
import { words } from "../../words/words.ts";

export function sayDecider(by: Decider, name: string | undefined): string {
  return by === "other-device" && name !== undefined
    ? words.answer.byDevice(name)
    : words.approval.decidedBy[by];
}
