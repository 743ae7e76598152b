// Cuts a stream of bytes into lines without ever holding more of one than allowed. Of a line that is longer
// only its beginning is told: enough to see what it was about.

const newline = 0x0a;
/** A message says in its first bytes what it answers or asks. */
const beginningBytes = 512;

export interface LineListener {
  line(text: string): void;
  tooLong(beginning: string): void;
}

export class LineSplitter {
  readonly #bytesMax: number;
  readonly #listener: LineListener;
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Set while the rest of a line that is too long passes by. */
  #skipping = false;

  constructor(bytesMax: number, listener: LineListener) {
    this.#bytesMax = bytesMax;
    this.#listener = listener;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      this.#take(chunk.subarray(from, end));
      this.#endLine();
      from = end + 1;
    }
    this.#take(chunk.subarray(from));
  }

  #take(part: Uint8Array): void {
    if (this.#skipping || part.length === 0) return;
    this.#pieces.push(part);
    this.#held += part.length;
    if (this.#held <= this.#bytesMax) return;
    // No piece is empty, so that so many hold enough.
    const first = this.#pieces
      .slice(0, beginningBytes)
      .map((each) => each.subarray(0, beginningBytes));
    this.#forget();
    this.#skipping = true;
    this.#listener.tooLong(Buffer.concat(first).toString("utf8", 0, beginningBytes));
  }

  #endLine(): void {
    const skipped = this.#skipping;
    const text = this.#text();
    this.#skipping = false;
    this.#forget();
    if (!skipped && text.trim() !== "") this.#listener.line(text);
  }

  #text(): string {
    return Buffer.concat(this.#pieces).toString("utf8");
  }

  #forget(): void {
    this.#pieces = [];
    this.#held = 0;
  }
}
