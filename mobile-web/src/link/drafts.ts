// What somebody has begun to write, kept over the end of the app: sealed like what was sent, and written when
// the fingers rest. What a run was begun with is no draft any more. Words that were refused are kept beside them.

import type { Key } from "../state/identifiers.ts";
import type { PhoneInput } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { keepDraft, keptDrafts } from "../vault/draft-store.ts";
import { type News, RefusedWords } from "./refused-words.ts";

const restMs = 300;

type Tell = (input: Extract<PhoneInput, { readonly kind: "command" | "draft" }>) => void;

export class Drafts {
  readonly #database: Database;
  readonly #keys: DeviceKeys;
  readonly #machine: Key;
  readonly #tell: Tell;
  readonly #refused: RefusedWords;
  readonly #texts = new Map<Key, string>();
  readonly #unwritten = new Map<Key, string>();
  #loaded: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: Database, keys: DeviceKeys, machine: Key, tell: Tell) {
    this.#database = database;
    this.#keys = keys;
    this.#machine = machine;
    this.#tell = tell;
    this.#refused = new RefusedWords(database, keys, machine, tell);
  }

  load(): Promise<void> {
    this.#loaded = this.#load();
    return this.#loaded;
  }

  keep(run: Key, text: string): void {
    this.#unwritten.set(run, text);
    this.#hold(run, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.write(), text === "" ? 0 : restMs);
  }

  async heardOf(news: News): Promise<void> {
    this.#refused.heardOf(news);
    if (news.kind === "taken-back") return;
    const { subject, progress } = news;
    // Until then what was written for it stays: the machine may refuse it.
    if (subject.kind !== "run" || subject.inSession || progress !== "done") return;
    await this.#loaded.catch(() => undefined);
    const text = this.#texts.get(this.#machine);
    // What was written since is for another run.
    if (text?.trim() === subject.prompt) this.keep(this.#machine, "");
  }

  async write(): Promise<void> {
    clearTimeout(this.#timer);
    const drafts = [...this.#unwritten].map(([run, text]) => ({ run, text }));
    this.#unwritten.clear();
    const keep = (draft: { readonly run: Key; readonly text: string }) =>
      keepDraft(this.#database, this.#keys, this.#machine, draft);
    // A draft that cannot be kept is still on the screen.
    await Promise.allSettled([...drafts.map(keep), this.#refused.written()]);
  }

  async #load(): Promise<void> {
    for (const { run, text } of await keptDrafts(this.#database, this.#keys, this.#machine)) {
      // What was written since is newer.
      if (!this.#texts.has(run)) this.#hold(run, text);
    }
    await this.#refused.load();
  }

  #hold(run: Key, text: string): void {
    this.#texts.set(run, text);
    this.#tell({ kind: "draft", at: Date.now(), run, text });
  }
}
