// base64url without padding, strict: one text for one value, so that two different links, tokens or
// JSON fields can never mean the same bytes. No imports: the relay's bundle carries it too.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** By character code; 64 for what is none of them. */
const noValue = 64;
const values = new Uint8Array(128).fill(noValue);
for (let value = 0; value < noValue; value++) values[alphabet.charCodeAt(value)] = value;

export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const characters = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < characters; k++) text += alphabet[(group >>> (18 - 6 * k)) & 63];
  }
  return text;
}

/** Undefined for anything but the one canonical spelling of some bytes. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let group = 0;
  let bits = 0;
  let written = 0;
  for (let place = 0; place < text.length; place++) {
    const value = values[text.charCodeAt(place)] ?? noValue;
    if (value === noValue) return undefined;
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = (group >>> bits) & 0xff;
    }
  }
  // Left-over bits must be zero, else a second spelling of the same bytes would pass.
  return (group & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
