// What a phone calls itself unless its owner knows better. The browser says little, which is enough.

import { pairingWords } from "../../words/pairing-words.ts";

export function likelyDeviceName(userAgent: string): string {
  const say = pairingWords.devices;
  if (/iPhone/.test(userAgent)) return say.iphone;
  if (/iPad/.test(userAgent)) return say.ipad;
  // Android browsers on wide screens leave "Mobile" out.
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? say.android : say.tablet;
  if (/Macintosh/.test(userAgent)) return say.mac;
  return say.other;
}
