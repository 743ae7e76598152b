// IndexedDB as promises, for the few things the phone keeps. iOS closes the connection behind a sleeping
// app's back; the first use afterwards fails with UnknownError or InvalidStateError and is tried once more
// on a fresh connection.

export const storeNames = ["keys", "machines", "outbox", "memory"] as const;
export type StoreName = (typeof storeNames)[number];

/** What a pairing stands on: on the disk itself before anybody goes on. */
const forGood: readonly StoreName[] = ["keys", "machines"];

export const databaseName = "longrein";
/** The second has a memory; what was kept by the first stays. */
const version = 2;

export class Database {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | undefined;

  constructor(name = databaseName) {
    this.#name = name;
  }

  get(store: StoreName, key: string): Promise<unknown> {
    return this.#run(store, "readonly", (objects) => objects.get(key));
  }

  all(store: StoreName): Promise<unknown[]> {
    return this.#run<unknown[]>(store, "readonly", (objects) => objects.getAll());
  }

  /** Resolves when the value outlives the app and its browser; in the stores that are for good, a power cut too. */
  async put(store: StoreName, key: string, value: unknown): Promise<void> {
    await this.#run(store, "readwrite", (objects) => objects.put(value, key));
  }

  /** What `act` makes of each value takes its place, all in one transaction; undefined deletes it. */
  async change(store: StoreName, act: (value: unknown) => unknown): Promise<void> {
    await this.#run(store, "readwrite", (objects) => {
      const request = objects.openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor === null) return;
        const before: unknown = cursor.value;
        const after = act(before);
        if (after === undefined) cursor.delete();
        else if (after !== before) cursor.update(after);
        cursor.continue();
      };
      return request;
    });
  }

  async delete(store: StoreName, key: string): Promise<void> {
    await this.#run(store, "readwrite", (objects) => objects.delete(key));
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    (await opened)?.close();
  }

  async #run<T>(
    store: StoreName,
    mode: IDBTransactionMode,
    act: (objects: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    try {
      return await this.#once(store, mode, act);
    } catch (failure) {
      if (!isLostConnection(failure)) throw failure;
      this.#opened = undefined;
      return this.#once(store, mode, act);
    }
  }

  async #once<T>(
    store: StoreName,
    mode: IDBTransactionMode,
    act: (objects: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    this.#opened ??= open(this.#name);
    const database = await this.#opened;
    return new Promise<T>((resolve, reject) => {
      const durability = forGood.includes(store) ? "strict" : "relaxed";
      const transaction = database.transaction(store, mode, { durability });
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("the write was aborted"));
      transaction.onerror = () => reject(transaction.error ?? new Error("the write failed"));
    });
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      const before = request.result.objectStoreNames;
      for (const store of storeNames) {
        if (!before.contains(store)) request.result.createObjectStore(store);
      }
    };
    request.onsuccess = () => {
      // Another tab with a newer version must not be blocked by this one.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error("the database does not open"));
    request.onblocked = () => reject(new Error("another tab holds an old database open"));
  });
}

function isLostConnection(failure: unknown): boolean {
  return (
    failure instanceof DOMException &&
    (failure.name === "UnknownError" || failure.name === "InvalidStateError")
  );
}
