// What kind of thing a tool of Claude Code does, for the eye.

import type { ToolKind } from "../../runs/driver.ts";

export function kindOf(tool: string): ToolKind {
  switch (tool) {
    case "Bash":
      return "command";
    case "Edit":
    case "Write":
    case "NotebookEdit":
      return "edit";
    case "Read":
      return "read";
    case "Grep":
    case "Glob":
    case "LS":
      return "search";
    case "WebFetch":
    case "WebSearch":
      return "fetch";
    default:
      return "other";
  }
}
