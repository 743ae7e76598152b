// What an agent in the background has said last before it ended: its own error, with its own hint. Pure.

import { UserFailure } from "../platform/user-failure.ts";

/** `said` is what stands in its log since it was started. */
export function whyNotStarted(said: string, hasEnded: boolean): UserFailure {
  const lines = said.split("\n");
  const last = lines.findLastIndex((line) => line.startsWith("error: "));
  const message = textOf(lines[last], "error: ");
  if (message !== undefined) {
    return new UserFailure("failed", message, textOf(lines[last + 1], "hint: "));
  }
  return hasEnded
    ? new UserFailure("failed", "longrein ended before it had started", inSight)
    : new UserFailure(
        "failed",
        "longrein does not answer yet",
        "longrein status, or longrein logs",
      );
}

const inSight = "longrein logs; or longrein up, which says here what keeps it from starting";

function textOf(line: string | undefined, mark: string): string | undefined {
  return line?.startsWith(mark) === true ? line.slice(mark.length) : undefined;
}
