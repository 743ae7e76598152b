// What somebody said to a run and its machine did not take: kept over the end of the app until it is edited, said again
// or thrown away, or has waited so long that the run is forgotten.

import { equalBytes, toBase64url } from "@longrein/protocol";
import type { Key } from "../state/identifiers.ts";
import type { CommandSubject, PhoneInput } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { dropRefused, keepRefused, keptRefused } from "../vault/refused-store.ts";

/** As long as a machine keeps a run, unless it was told otherwise. */
const keptMs = 14 * 86_400_000;

export type News = Extract<PhoneInput, { readonly kind: "command" | "taken-back" }>;
type Fate = Extract<News, { readonly kind: "command" }>;
type OfWords = Fate & {
  readonly subject: Extract<CommandSubject, { readonly kind: "prompt" | "waiting-prompt" }>;
};

export class RefusedWords {
  readonly #database: Database;
  readonly #keys: DeviceKeys;
  readonly #machine: Key;
  readonly #tell: (fate: Fate) => void;
  /** The commands with which they came. */
  readonly #kept = new Map<string, Uint8Array>();
  /** What this opening of the app has heard of: what was kept of it is older. */
  readonly #heard = new Set<string>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(database: Database, keys: DeviceKeys, machine: Key, tell: (fate: Fate) => void) {
    this.#database = database;
    this.#keys = keys;
    this.#machine = machine;
    this.#tell = tell;
  }

  async load(): Promise<void> {
    const all = await keptRefused(this.#database, this.#keys, this.#machine);
    for (const { name, about, text } of all) {
      if (this.#heard.has(name) || !isOfWords(about)) continue;
      if (Date.now() - about.at > keptMs) this.#drop(name);
      else {
        this.#kept.set(name, about.command);
        this.#tell({ ...about, subject: { ...about.subject, text } });
      }
    }
  }

  heardOf(news: News): void {
    if (news.kind === "taken-back") return this.#takenBack(news.command);
    if (!isOfWords(news)) return;
    const { subject, progress } = news;
    const { text } = subject;
    const name = toBase64url(subject.id);
    this.#heard.add(name);
    if ((progress === "failed" || progress === "indeterminate") && text !== undefined) {
      this.#kept.set(name, news.command);
      const refused = { name, about: { ...news, subject: { ...subject, text: "" } }, text };
      this.#write(() => keepRefused(this.#database, this.#keys, this.#machine, refused));
    } else if (this.#kept.has(name)) this.#drop(name);
  }

  /** Whoever lets go waits for it. */
  written(): Promise<unknown> {
    return this.#writing;
  }

  #takenBack(command: Uint8Array): void {
    for (const [name, kept] of this.#kept) if (equalBytes(kept, command)) this.#drop(name);
  }

  #drop(name: string): void {
    this.#kept.delete(name);
    this.#write(() => dropRefused(this.#database, name));
  }

  /** One after the other. What cannot be kept is still on the screen. */
  #write(act: () => Promise<void>): void {
    this.#writing = this.#writing.then(act).catch(() => undefined);
  }
}

/** Also of what was kept, which this app has written. */
function isOfWords(fate: object): fate is OfWords {
  const { kind, at, command, subject } = fate as Partial<Fate>;
  const isOfRun = subject?.kind === "prompt" || subject?.kind === "waiting-prompt";
  return kind === "command" && typeof at === "number" && command !== undefined && isOfRun;
}
