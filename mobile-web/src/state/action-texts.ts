// All texts of an action, as they are shown: what is looked through for hidden and misleading characters.

import type { Action } from "@longrein/protocol";

export function actionTexts(action: Action): readonly string[] {
  switch (action.t) {
    case "command":
      return [
        ...(action.argv ?? []),
        ...(action.shell === undefined ? [] : [action.shell.program, action.shell.script]),
        action.cwd,
        ...action.environment.flatMap(({ name, value }) => [name, value ?? ""]),
        ...action.operands.map((operand) => operand.path),
        action.tool,
      ];
    case "edit":
      return [
        action.root,
        ...action.changes.flatMap((change) => [change.path, change.diff]),
        action.tool,
      ];
    case "tool":
      return [action.tool, action.server ?? "", action.input, action.cwd];
  }
}

/** One line by which an action is recognised again after it was answered; never what is approved by. */
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
