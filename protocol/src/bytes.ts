// Reading and writing the product's byte formats. Integers are big-endian; a reader refuses to run past
// its end and insists on having reached it, so that no parser accepts trailing bytes by accident.
// Has no imports on purpose: the relay's bundle carries it through envelope.ts.

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Compares without an early exit, so that the time taken tells nothing about where two values differ. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= (left[i] ?? 0) ^ (right[i] ?? 0);
  return difference === 0;
}

export function isAllZero(bytes: Uint8Array): boolean {
  let seen = 0;
  for (const byte of bytes) seen |= byte;
  return seen === 0;
}

// A number that does not fit throws: cut to its low bytes it would silently mean another one.
export function u8(value: number): Uint8Array {
  requireBelow(value, 2 ** 8);
  return Uint8Array.of(value);
}

export function u16(value: number): Uint8Array {
  requireBelow(value, 2 ** 16);
  return Uint8Array.of(value >>> 8, value);
}

export function u32(value: number): Uint8Array {
  requireBelow(value, 2 ** 32);
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** Takes a number because every u64 of the protocol is a time or a counter below 2^53. */
export function u64(value: number): Uint8Array {
  requireBelow(value, 2 ** 64);
  return concat(u32(Math.floor(value / 2 ** 32)), u32(value >>> 0));
}

/** ASCII only: labels, host names. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0x7f) throw new RangeError(`expected ASCII, got U+${code.toString(16)}`);
    return code;
  });
}

/** u32 length, then the bytes: keeps two neighbouring variable fields from running into each other. */
export function lengthPrefixed(bytes: Uint8Array): Uint8Array {
  return concat(u32(bytes.length), bytes);
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  take(length: number): Uint8Array {
    if (length > this.remaining) throw new RangeError(`expected ${length} bytes more`);
    // Not slice(), which for a Buffer gives a view of memory that may be used again.
    const taken = new Uint8Array(this.#bytes.subarray(this.#offset, this.#offset + length));
    this.#offset += length;
    return taken;
  }

  u8(): number {
    return this.#number(1);
  }

  u16(): number {
    return this.#number(2);
  }

  u32(): number {
    return this.#number(4);
  }

  u64(): number {
    const value = this.#number(8);
    if (!Number.isSafeInteger(value)) throw new RangeError("expected a number below 2^53");
    return value;
  }

  rest(): Uint8Array {
    return this.take(this.remaining);
  }

  end(): void {
    if (this.remaining > 0) throw new RangeError(`expected the end, got ${this.remaining} bytes`);
  }

  #number(length: number): number {
    let value = 0;
    for (const byte of this.take(length)) value = value * 256 + byte;
    return value;
  }
}

function requireBelow(value: number, limit: number): void {
  if (Number.isInteger(value) && value >= 0 && value < limit) return;
  throw new RangeError(`expected an integer from 0 to below ${limit}`);
}
