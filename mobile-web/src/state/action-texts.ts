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
