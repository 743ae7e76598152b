// An action in one line, for lists of what was or will be decided.

import type { Action } from "@longrein/protocol";

/** By which an action is recognised; never what is approved by. */
export function actionSummary(action: Action): string {
  switch (action.t) {
    case "command":
      return action.shell?.script ?? (action.argv ?? []).join(" ");
    case "edit":
      return action.changes.map((change) => change.path).join(", ");
    case "tool":
      return `${action.tool} ${action.input}`;
  }
}
