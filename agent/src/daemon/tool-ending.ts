// How a performed wish is told in the run's feed.

import type { AgentEvent } from "@longrein/protocol";
import type { Performed, Wish } from "../runs/driver.ts";

type Ending = Omit<Extract<AgentEvent, { t: "tool.done" }>, "t" | "item" | "durationMs">;

export function toolEnding(wish: Wish, performed: Performed): Ending {
  switch (performed.kind) {
    case "done": {
      const { exitCode, truncated = false } = performed;
      if (exitCode === undefined) return { status: "completed", ...diffOf(wish) };
      const status = exitCode === 0 ? "completed" : "failed";
      return { status, exitCode, ...(truncated ? { truncated } : {}) };
    }
    case "failed":
      return { status: "failed" };
    case "void":
      return { status: "void" };
    case "denied":
      return {
        status: "declined",
        ...(performed.words === undefined ? {} : { words: performed.words }),
      };
    case "expired":
    case "withdrawn":
    case "refused":
      return { status: "declined" };
  }
}

function diffOf(wish: Wish): { readonly diff?: string } {
  return wish.t === "edit" ? { diff: wish.changes.map((change) => change.diff).join("") } : {};
}
