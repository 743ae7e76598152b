// What goes from the vault with a pairing that has ended.

import type { Database } from "./database.ts";

export async function forgetMachine(database: Database, machine: string): Promise<void> {
  await database.delete("machines", machine);
  await forgetIn(database, "outbox", machine);
  await forgetIn(database, "memory", machine);
}

/** From a store each of whose entries names its machine. */
export async function forgetIn(
  database: Database,
  store: "outbox" | "memory",
  machine: string,
): Promise<void> {
  await database.change(store, (entry) => (isOf(entry, machine) ? undefined : entry));
}

function isOf(entry: unknown, machine: string): boolean {
  if (typeof entry !== "object" || entry === null) return false;
  return "machine" in entry && entry.machine === machine;
}
