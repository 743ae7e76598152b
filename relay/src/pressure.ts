// How much each phone was sent since it last showed a sign of life. The runtime buffers what a slow reader
// leaves unread, without bound and without telling; this count is the bound.

import { unansweredBytesMax } from "./relay-limits.ts";

interface Reading {
  bytes: number;
  since: number;
}

export class Pressure<Line extends WeakKey> {
  readonly #readings = new WeakMap<Line, Reading>();

  /** A frame from the phone: it is there, and it grants credit as it reads. */
  answered(line: Line): void {
    const reading = this.#readings.get(line);
    if (reading !== undefined) reading.bytes = 0;
  }

  /**
   * False if the phone has fallen too far behind. `lastPing` is looked up only when the bound is reached:
   * pings are answered without waking the object, so it is the platform that knows of the last one.
   */
  sent(line: Line, bytes: number, lastPing: (line: Line) => number): boolean {
    const reading = this.#readings.get(line) ?? { bytes: 0, since: 0 };
    reading.bytes += bytes;
    this.#readings.set(line, reading);
    if (reading.bytes <= unansweredBytesMax) return true;
    const ping = lastPing(line);
    if (ping <= reading.since) return false;
    reading.bytes = bytes;
    reading.since = ping;
    return true;
  }
}
