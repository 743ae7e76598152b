// The outbox holds commands and drafts for all machines, each under the name of its own. A phone that could have
// one machine only wrote no name: what it left is that machine's.

import type { Database } from "./database.ts";

/** `machine` is the one there was. Done before any other is dialled or paired. */
export async function nameOutbox(database: Database, machine: string): Promise<void> {
  await database.change("outbox", (entry) =>
    isObject(entry) && !("machine" in entry) ? { ...entry, machine } : entry,
  );
}

/** Of one kind, and for one machine. */
export async function outboxOf<Entry extends { readonly machine: string }>(
  database: Database,
  machine: string,
  isEntry: (value: unknown) => value is Entry,
): Promise<Entry[]> {
  const all = (await database.all("outbox")).filter(isEntry);
  return all.filter((each) => each.machine === machine);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
