// Whether the address that phones load the app from still serves the one that came with this program. Looked at about
// once an hour and at no minute that could be foreseen, beside everything else. What was found holds until another look
// has found something else, over restarts too; it is recorded when it changes, not each time.

import { type AgentMessage, toBase64url, utf8 } from "@longrein/protocol";
import { isRecord } from "@longrein/protocol/shape";
import { cutText } from "../runs/cut-text.ts";
import type { Log } from "../egress/log.ts";
import type { Clock } from "../platform/clock.ts";
import { sha256 } from "../platform/files.ts";
import type { Store } from "../store/store.ts";
import type { Difference } from "../verify/judge-served.ts";
import type { Verdict } from "../verify/verify-app.ts";

export interface AppWatchOptions {
  /** Where phones load the app from. */
  readonly origin: string;
  readonly version: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Log, "write">;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** Rejects where nothing could be compared. */
  look(signal: AbortSignal): Promise<Verdict>;
  /** What phones are to be told may be something else now. */
  changed(): void;
}

export type AppSight =
  | { readonly kind: "unseen" }
  | { readonly kind: "same"; readonly at: number }
  | ({ readonly kind: "other"; readonly at: number } & Found);

/** The first thing that differs, in words and as it is asked for, and how many there are. */
interface Found {
  readonly what: string;
  readonly path: string;
  readonly count: number;
}

/** In English for phones that know no more, and as what it is about. */
export type AppWarning = Required<Pick<Setup, "warning" | "otherApp">>;
type Setup = Extract<AgentMessage, { t: "setup" }>;

const firstAfterMs = 2 * 60_000;
const hourMs = 60 * 60_000;
const lookWithinMs = 60_000;
const setting = "app served";
const whatBytesMax = 400;
const pathBytesMax = 512;

export class AppWatch {
  readonly #options: AppWatchOptions;
  #sight: AppSight = { kind: "unseen" };
  #looking: Promise<AppSight> | undefined;
  #cancelTimer: () => void = () => undefined;
  readonly #end = new AbortController();

  constructor(options: AppWatchOptions) {
    this.#options = options;
    const remembered = readRemembered(options.store.settings.get(setting));
    if (remembered === undefined) return;
    const { id: _id, ...found } = remembered;
    this.#sight = { kind: "other", ...found };
  }

  get sight(): AppSight {
    return this.#sight;
  }

  /** What phones are told, as long as there is something. */
  get warning(): AppWarning | undefined {
    if (this.#sight.kind !== "other") return undefined;
    const { origin, version } = this.#options;
    const { what, path, count } = this.#sight;
    const warning =
      `${origin} serves another app than that of longrein ${version}, which runs here: ${what}. ` +
      "Unless somebody has just updated one of them, answer at the machine.";
    return { warning, otherApp: { origin, version, path, count } };
  }

  start(): void {
    this.#lookIn(firstAfterMs);
  }

  stop(): void {
    this.#cancelTimer();
    this.#end.abort();
  }

  /** Together with a look that is under way; rejects where nothing could be compared. */
  lookNow(): Promise<AppSight> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Half as long to one and a half times as long. */
  #lookIn(milliseconds: number): void {
    const { clock, chance, log } = this.#options;
    this.#cancelTimer = clock.after(milliseconds * (0.5 + chance()), () => {
      void this.lookNow()
        // That the relay does not answer is told elsewhere, and says nothing of what it serves.
        .catch((failure: unknown) => log.write("info", "app.unseen", { failure }))
        .finally(() => {
          if (!this.#end.signal.aborted) this.#lookIn(hourMs);
        });
    });
  }

  async #look(): Promise<AppSight> {
    const { clock, look } = this.#options;
    const end = new AbortController();
    const stop = () => end.abort();
    const cancelTimer = clock.after(lookWithinMs, stop);
    this.#end.signal.addEventListener("abort", stop, { once: true });
    try {
      const { differences } = await look(end.signal);
      if (!this.#end.signal.aborted) this.#take(differences);
      return this.#sight;
    } finally {
      cancelTimer();
      this.#end.signal.removeEventListener("abort", stop);
    }
  }

  #take(differences: readonly Difference[]): void {
    const { store, clock, origin, version, log, changed } = this.#options;
    const before = readRemembered(store.settings.get(setting));
    const at = clock.now();
    const [first] = differences;
    if (first === undefined) {
      this.#sight = { kind: "same", at };
      if (before === undefined) return;
      store.database.transaction(() => {
        store.settings.set(setting, "");
        store.audit.append({ what: "app.restored", origin, version }, at);
      });
    } else {
      const { id, ...found } = { id: idOf(differences), ...foundIn(differences, first) };
      const isKnown = before?.id === id;
      this.#sight = { kind: "other", at: isKnown ? before.at : at, ...found };
      if (isKnown) return;
      const entry = { what: "app.changed" as const, origin, version, count: differences.length };
      store.database.transaction(() => {
        store.settings.set(setting, JSON.stringify({ id, at, ...found }));
        store.audit.append({ ...entry, first: found.what }, at);
      });
    }
    log.write("warning", "app.served", { state: this.#sight.kind, count: differences.length });
    changed();
  }
}

function foundIn({ length: count }: readonly Difference[], { path, what }: Difference): Found {
  const more = count > 1 ? ` (and ${count - 1} more)` : "";
  return {
    what: `${cutText(`${path} ${what}`, whatBytesMax)}${more}`,
    path: cutText(path, pathBytesMax),
    count,
  };
}

/** The same as long as the same is served; what is asked for where nothing is has another name each time. */
function idOf(differences: readonly Difference[]): string {
  const known = differences.map(({ path, ...rest }) => [path.replace(/[0-9a-f]{24}/, ""), rest]);
  return toBase64url(sha256(utf8(JSON.stringify(known))));
}

interface Remembered extends Found {
  readonly id: string;
  readonly at: number;
}

function readRemembered(text: string | undefined): Remembered | undefined {
  if (text === undefined || text === "") return undefined;
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) return undefined;
  const { id, at, what, path, count } = value;
  if (typeof id !== "string" || typeof at !== "number" || typeof what !== "string")
    return undefined;
  if (typeof path !== "string" || typeof count !== "number") return undefined;
  return { id, at, what, path, count };
}
