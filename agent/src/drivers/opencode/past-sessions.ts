// What OpenCode remembers of work in a folder, whoever did it.

import type { PastSession } from "../../runs/driver.ts";
import { numberOf, textOf } from "../../runs/loose-fields.ts";
import { type Asking, askCli } from "./ask-cli.ts";

const sessionsMax = 50;

export async function listSessions(
  asking: Asking,
  folder: string,
): Promise<readonly PastSession[]> {
  const words = ["session", "list", "--format", "json", "--max-count", String(sessionsMax)];
  const answer = await askCli(asking, words, folder);
  if (answer.kind !== "said") return [];
  return parsed(answer.text)
    .filter((session) => textOf(session, "directory") === folder)
    .flatMap((about) => {
      const session = textOf(about, "id");
      const title = textOf(about, "title") ?? "";
      const changedAt = numberOf(about, "updated") ?? 0;
      // Nothing tells whether a window shows it; going on with it is safe, since all use one database.
      return session === undefined
        ? []
        : [{ session, title, changedAt, open: false, joinable: false }];
    })
    .toSorted((one, other) => other.changedAt - one.changedAt);
}

/** Warnings may stand before the list. */
function parsed(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text.slice(Math.max(0, text.search(/^\[/m))));
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
