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
  readonly #machine: Key;
  readonly #tell: (draft: Draft) => void;
  readonly #unwritten = new Map<Key, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: Database, keys: DeviceKeys, machine: Key, tell: (draft: Draft) => void) {
    this.#database = database;
    this.#keys = keys;
    this.#machine = machine;
    this.#tell = tell;
  }

  async load(): Promise<void> {
    for (const { run, text } of await keptDrafts(this.#database, this.#keys, this.#machine)) {
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
    clearTimeout(this.#timer);
    const drafts = [...this.#unwritten].map(([run, text]) => ({ run, text }));
    this.#unwritten.clear();
    const keep = (draft: { readonly run: Key; readonly text: string }) =>
      keepDraft(this.#database, this.#keys, this.#machine, draft);
    // A draft that cannot be kept is still on the screen.
    await Promise.allSettled(drafts.map(keep));
  }
}
