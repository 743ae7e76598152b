// Watches what a run's turns use up: the room in its folder every few seconds, the time and its silence by timers,
// and what its coding agent says and asks for as it does. The first excess is told once, and ends the turn.

import type { Clock } from "../platform/clock.ts";
import type { FolderSize } from "../platform/folder-size.ts";
import type { RunEvent } from "../runs/driver.ts";
import {
  type Excess,
  type Quotas,
  askedTooMuch,
  excessOf,
  outOfTime,
  saidTooMuch,
  silentTooLong,
} from "../runs/quotas.ts";

export interface QuotaWatchOptions {
  readonly clock: Clock;
  readonly quotas: () => Quotas;
}

/** Where a run works, to be measured. */
export interface WatchedFolder {
  /** When the attempt began; undefined if it cannot be measured. */
  readonly before: FolderSize | undefined;
  now(signal: AbortSignal): Promise<FolderSize | undefined>;
}

const minuteMs = 60_000;
const measureEveryMs = 5_000;
/** A large folder is measured less often: at most this part of the time goes into it. */
const shareOfTime = 1 / 20;

export class QuotaWatch {
  readonly #options: QuotaWatchOptions;
  #folder: WatchedFolder | undefined;
  #exceeded: ((excess: Excess) => void) | undefined;
  #said = 0;
  /** When it last said or asked for anything. */
  #heardAt = 0;
  /** When it asked, of the last minute; goes on over turns. */
  #asked: readonly number[] = [];
  #end = new AbortController();

  constructor(options: QuotaWatchOptions) {
    this.#options = options;
  }

  workIn(folder: WatchedFolder): void {
    this.#folder = folder;
  }

  begin(exceeded: (excess: Excess) => void): void {
    const { clock, quotas } = this.#options;
    this.#exceeded = exceeded;
    this.#said = 0;
    this.#heardAt = clock.elapsed();
    const end = new AbortController();
    this.#end = end;
    const { turnMsMax, silentMsMax } = quotas();
    this.#after(turnMsMax, end.signal, () => this.#tell(outOfTime(quotas())));
    this.#after(silentMsMax, end.signal, () => this.#listen(end.signal));
    this.#after(measureEveryMs, end.signal, () => void this.#measure(end.signal));
  }

  end(): void {
    this.#exceeded = undefined;
    this.#end.abort();
  }

  /** False for what is too much: also after the turn, from one that was let go of and still speaks. */
  maySay(event: RunEvent): boolean {
    const quotas = this.#options.quotas();
    this.#said += sizeOf(event);
    this.#heardAt = this.#options.clock.elapsed();
    if (this.#said <= quotas.saidBytesMax) return true;
    this.#tell(saidTooMuch(quotas));
    return false;
  }

  /** False for what is too much, before anybody is asked. */
  mayAsk(): boolean {
    const quotas = this.#options.quotas();
    const now = this.#options.clock.elapsed();
    this.#heardAt = now;
    const recent = this.#asked.filter((at) => now - at < minuteMs);
    const isTooMuch = recent.length >= quotas.asksPerMinuteMax;
    this.#asked = isTooMuch ? recent : [...recent, now];
    if (isTooMuch) this.#tell(askedTooMuch(quotas));
    return !isTooMuch;
  }

  #tell(excess: Excess): void {
    const exceeded = this.#exceeded;
    this.end();
    exceeded?.(excess);
  }

  /** Once, unless the turn has ended by then. */
  #after(milliseconds: number, signal: AbortSignal, act: () => void): void {
    const cancelTimer = this.#options.clock.after(milliseconds, () => {
      signal.removeEventListener("abort", cancelTimer);
      act();
    });
    signal.addEventListener("abort", cancelTimer, { once: true });
  }

  #listen(signal: AbortSignal): void {
    const { clock, quotas } = this.#options;
    const left = quotas().silentMsMax - (clock.elapsed() - this.#heardAt);
    if (left <= 0) this.#tell(silentTooLong(quotas()));
    else this.#after(left, signal, () => this.#listen(signal));
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { clock, quotas } = this.#options;
    const begun = clock.elapsed();
    const { before, now } = this.#folder ?? {};
    const after = before && (await now?.(signal));
    if (signal.aborted) return;
    if (before !== undefined && after !== undefined) {
      const grown = {
        grownBytes: after.bytes - before.bytes,
        grownFiles: after.files - before.files,
      };
      const excess = excessOf(grown, quotas());
      if (excess !== undefined) return this.#tell(excess);
    }
    const rest = Math.max(measureEveryMs, (clock.elapsed() - begun) / shareOfTime);
    this.#after(rest, signal, () => void this.#measure(signal));
  }
}

function sizeOf(event: RunEvent): number {
  return Buffer.byteLength("delta" in event ? event.delta : JSON.stringify(event));
}
