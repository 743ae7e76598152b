// UTF-8, strict. TextEncoder and TextDecoder exist in every runtime of the product but in no
// platform-free type library, so the little of them that is used is declared here.

import { ProtocolFailure } from "./failure.ts";

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
// ignoreBOM keeps a byte order mark as a character, so that decoding and encoding give the same bytes.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new ProtocolFailure("MESSAGE", "expected UTF-8", { cause });
  }
}
