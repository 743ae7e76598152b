// Another history for the feeds of a store that was taken back to an earlier state: whatever a phone has seen of
// what followed is history no more, so every reader is told so, and begins each feed anew.

import { nodePrimitives } from "../platform/node-primitives.ts";
import { textOf } from "./database.ts";
import type { Store } from "./store.ts";

/** The store has to be opened anew after it. */
export function beginEpoch({ database, events }: Pick<Store, "database" | "events">): void {
  database.transaction(() => {
    const sql = "SELECT DISTINCT feed FROM events WHERE feed NOT IN (SELECT feed FROM pruned)";
    for (const row of database.all(sql)) {
      // The chains stay as they are, over the old beginning: in the new epoch no reader can know that place.
      const { feed, seq, chain } = events.start(textOf(row, "feed"));
      database.run("INSERT INTO pruned (feed, seq, chain) VALUES (?, ?, ?)", feed, seq, chain);
    }
    const epoch = nodePrimitives.randomBytes(events.epoch.length);
    database.run("UPDATE meta SET value = ? WHERE name = 'epoch'", epoch);
  });
}
