// IndexedDB as promises, for the few things the phone keeps. iOS closes the connection behind a sleeping
// app's back; the first use afterwards fails with UnknownError or InvalidStateError and is tried once more
// on a fresh connection.

export const storeNames = ["keys", "machines", "outbox", "memory"] as const;
export type StoreName = (typeof storeNames)[number];

/** What a pairing stands on: on the disk itself before anybody goes on. */
const forGood: readonly StoreName[] = ["keys", "machines"];

/** Asks one of the stores, in the transaction that they are read in. */
type From = <T>(store: StoreName, act: (objects: IDBObjectStore) => IDBRequest<T>) => Promise<T>;

export const databaseName = "longrein";
/** The second has a memory; what was kept by the first stays. */
const version = 2;

export class Database {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | undefined;

  constructor(name = databaseName) {
    this.#name = name;
  }

  /** Begins to open it, so that whoever asks for something does not wait for that. */
  open(): void {
    this.#connection().catch(() => undefined); // Whoever asks for something hears of it.
  }

  get(store: StoreName, key: string): Promise<unknown> {
    return this.read([store], (from) => from(store, (objects) => objects.get(key)));
  }

  all(store: StoreName): Promise<unknown[]> {
    return this.read([store], (from) => from(store, (objects) => objects.getAll()));
  }

  /** All that `ask` asks for is of one moment. */
  read<T>(stores: readonly StoreName[], ask: (from: From) => Promise<T>): Promise<T> {
    return this.#run(stores, "readonly", (transaction) =>
      ask((store, act) => resultOf(act(transaction.objectStore(store)))),
    );
  }

  /** Resolves when the value outlives the app and its browser; in the stores that are for good, a power cut too. */
  async put(store: StoreName, key: string, value: unknown): Promise<void> {
    await this.#write(store, (objects) => objects.put(value, key));
  }

  /** What `act` makes of each value takes its place, all in one transaction; undefined deletes it. */
  async change(store: StoreName, act: (value: unknown) => unknown): Promise<void> {
    await this.#write(store, (objects) => {
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
    });
  }

  async delete(store: StoreName, key: string): Promise<void> {
    await this.#write(store, (objects) => objects.delete(key));
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    (await opened)?.close();
  }

  #write(store: StoreName, act: (objects: IDBObjectStore) => unknown): Promise<void> {
    return this.#run([store], "readwrite", (transaction) => {
      act(transaction.objectStore(store));
      return completed(transaction);
    });
  }

  async #run<T>(
    stores: readonly StoreName[],
    mode: IDBTransactionMode,
    act: (transaction: IDBTransaction) => Promise<T>,
  ): Promise<T> {
    const once = async () => {
      const durability = stores.some((store) => forGood.includes(store)) ? "strict" : "relaxed";
      return act((await this.#connection()).transaction(stores, mode, { durability }));
    };
    try {
      return await once();
    } catch (failure) {
      if (!isLostConnection(failure)) throw failure;
      this.#opened = undefined;
      return once();
    }
  }

  /** What did not open may do so when it is tried again. */
  async #connection(): Promise<IDBDatabase> {
    const opened = (this.#opened ??= open(this.#name));
    try {
      return await opened;
    } catch (failure) {
      if (this.#opened === opened) this.#opened = undefined;
      throw failure;
    }
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request));
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    // Whatever fails in it ends so.
    transaction.onabort = () => reject(failureOf(transaction));
  });
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
    request.onerror = () => reject(failureOf(request));
    request.onblocked = () => reject(new Error("another tab holds an old database open"));
  });
}

function failureOf({ error }: IDBRequest | IDBTransaction): Error {
  return error ?? new Error("the browser does not say why");
}

function isLostConnection(failure: unknown): boolean {
  return (
    failure instanceof DOMException &&
    (failure.name === "UnknownError" || failure.name === "InvalidStateError")
  );
}
