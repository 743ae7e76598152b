// What WebCrypto would say of a length that is wrong differs between browsers.

export function requireBytes(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`expected ${what} of ${length} bytes`);
}
