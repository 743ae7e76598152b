// What somebody has begun to write, kept over the end of the app: sealed like what was sent, and written when
// the fingers rest.

import type { Key } from "../state/identifiers.ts";
import type { PhoneInput } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { keepDraft, keptDrafts } from "../vault/draft-store.ts";

const restMs = 300;

type Draft = Extract<PhoneInput, { readonly kind: "draft" }>;

export class Drafts {
  readonly #database: Database;
  readonly #keys: DeviceKeys;
  readonly #tell: (draft: Draft) => void;
  readonly #unwritten = new Map<Key, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: Database, keys: DeviceKeys, tell: (draft: Draft) => void) {
    this.#database = database;
    this.#keys = keys;
    this.#tell = tell;
    // Whoever leaves may not come back to this page.
    document.addEventListener("visibilitychange", () => void this.write());
  }

  async load(): Promise<void> {
    for (const { run, text } of await keptDrafts(this.#database, this.#keys)) {
      // What was written since is newer.
      if (!this.#unwritten.has(run)) this.#tell({ kind: "draft", at: Date.now(), run, text });
    }
  }

  keep(run: Key, text: string): void {
    this.#unwritten.set(run, text);
    this.#tell({ kind: "draft", at: Date.now(), run, text });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.write(), text === "" ? 0 : restMs);
  }

  async write(): Promise<void> {
    const drafts = [...this.#unwritten].map(([run, text]) => ({ run, text }));
    this.#unwritten.clear();
    // A draft that cannot be kept is still on the screen.
    await Promise.allSettled(drafts.map((draft) => keepDraft(this.#database, this.#keys, draft)));
  }
}
