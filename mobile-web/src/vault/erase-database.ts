// The end of all that this phone keeps.

import { databaseName } from "./database.ts";

/** Fails while a tab holds it open. */
export function eraseDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error("the database is not deleted"));
    request.onblocked = () => reject(new Error("another tab holds the database open"));
  });
}
