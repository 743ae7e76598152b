// Follows a file that another program appends to: whole lines as they come, from some way before its end on.

import { open } from "node:fs/promises";

const pieceBytes = 1_024 * 1_024;
/** A longer line is passed over. */
const lineBytesMax = 8 * 1_024 * 1_024;

export class FileTail {
  readonly #path: string;
  readonly #lastBytesMax: number;
  #position: number | undefined;
  /** The beginning of a line that is not whole yet. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Until the next line begins. */
  #isPassingOver = false;

  /** The first look begins at most so many bytes before the end. */
  constructor(path: string, lastBytesMax: number) {
    this.#path = path;
    this.#lastBytesMax = lastBytesMax;
  }

  /** What was added since the last look; nothing while there is no such file. */
  async read(): Promise<readonly string[]> {
    const file = await open(this.#path).catch(() => undefined);
    if (file === undefined) return [];
    try {
      const { size } = await file.stat();
      let position = this.#start(size);
      const lines: string[] = [];
      while (position < size) {
        const piece = Buffer.alloc(Math.min(pieceBytes, size - position));
        const { bytesRead } = await file.read(piece, 0, piece.length, position);
        if (bytesRead === 0) break;
        position += bytesRead;
        lines.push(...this.#take(piece.subarray(0, bytesRead)));
      }
      this.#position = position;
      return lines;
    } finally {
      await file.close();
    }
  }

  #start(size: number): number {
    if (this.#position !== undefined) return Math.min(this.#position, size);
    const start = Math.max(0, size - this.#lastBytesMax);
    this.#isPassingOver = start > 0;
    return start;
  }

  #take(piece: Buffer): string[] {
    const lines: string[] = [];
    let rest = piece;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      this.#hold(rest.subarray(0, end));
      if (!this.#isPassingOver) lines.push(Buffer.concat(this.#held).toString("utf8"));
      this.#isPassingOver = false;
      this.#forget();
      rest = rest.subarray(end + 1);
    }
    this.#hold(rest);
    return lines;
  }

  #hold(part: Buffer): void {
    this.#heldBytes += part.length;
    if (this.#heldBytes > lineBytesMax) {
      this.#isPassingOver = true;
      this.#forget();
    } else if (part.length > 0) this.#held.push(Buffer.from(part));
  }

  #forget(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }
}
