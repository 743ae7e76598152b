// How far lowering a run's profile is, on which an approval waits. Only what the machine has done of what it was sent
// counts: what was refused, or taken back before it was sent again, lowers nothing, and so approves nothing.

import { type Fate, isUnderWay } from "../../state/commands.ts";

export type AskingStage = "offered" | "asked" | "sent" | "failed" | "lowered";

export function stepAsking(stage: AskingStage, fate: Fate | undefined): AskingStage {
  if (stage === "offered" || stage === "lowered") return stage;
  // What is done is no longer among what is asked.
  if (fate === undefined) return stage === "sent" ? "lowered" : stage;
  if (!isUnderWay(fate)) return "failed";
  return fate.progress === "queued" ? "asked" : "sent";
}
