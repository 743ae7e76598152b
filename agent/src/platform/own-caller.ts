// The program that has started this one: what it hands over, and whether it still waits for the answer.

const lookEveryMs = 500;

export interface Caller {
  /** Fires when it has ended: we belong to somebody else then. */
  readonly signal: AbortSignal;
  forget(): void;
}

export function startedBy(): Caller {
  const parent = process.ppid;
  const gone = new AbortController();
  const looking = setInterval(() => {
    if (process.ppid !== parent) gone.abort();
  }, lookEveryMs);
  return { signal: gone.signal, forget: () => clearInterval(looking) };
}

/** All of the standard input, as text; throws if it is longer, or none. */
export async function readInput(bytesMax: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    if (!Buffer.isBuffer(piece)) throw new TypeError("expected bytes");
    bytes += piece.length;
    if (bytes > bytesMax) throw new RangeError("expected a shorter input");
    pieces.push(piece);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
}
