// A tool of the coding agent, and what it would be given: a plan drawn, anything else to the letter.

import type { ToolAction } from "@longrein/protocol";
import type { JSX } from "preact";
import { wantsToBegin } from "../../state/wants-to-begin.ts";
import { partInWords } from "../part-in-words.ts";
import { ToolInput } from "./tool-input.tsx";

/** If what draws it does not come, it is read as it is signed. */
const PlanView = partInWords(
  () => import("./plan-view.tsx"),
  "PlanView",
  (isMissing, given) => (isMissing ? <ToolInput {...given} /> : <div class="unseen" />),
);

export function ToolView({ action }: { readonly action: ToolAction }): JSX.Element {
  return wantsToBegin(action) ? <PlanView action={action} /> : <ToolInput action={action} />;
}
