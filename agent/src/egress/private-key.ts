// Private keys in PEM: from the line that begins one to the line that ends it, whatever stands between.
// Where the end is missing, what looks like lines of a key is hidden all the same.

import { type Sight, nothing, open, secret } from "./found.ts";

export const privateKeyBegins = "-----BEGIN ";
const dashes = "-----";
const labelMax = 48;
/** A line of a key is long and without spaces; the words of its headers are short, and few. */
const lineMin = 16;
const shortWordsMax = 12;
const pieces = /-----(BEGIN|END) |[A-Za-z0-9+/=]+/g;

export function sightPrivateKey(text: string, start: number, isEnd: boolean): Sight {
  const labelStart = start + privateKeyBegins.length;
  const labelEnd = text.indexOf(dashes, labelStart);
  if (labelEnd < 0 && text.length - labelStart <= labelMax && !isEnd) return open(start);
  if (labelEnd < 0 || labelEnd - labelStart > labelMax) return nothing;
  if (!text.slice(labelStart, labelEnd).includes("PRIVATE KEY")) return nothing;
  return sightBody(text, start, labelEnd + dashes.length, isEnd);
}

function sightBody(text: string, start: number, bodyStart: number, isEnd: boolean): Sight {
  let lastLine = -1;
  let shortWords = 0;
  pieces.lastIndex = bodyStart;
  while (shortWords <= shortWordsMax) {
    const piece = pieces.exec(text);
    if (piece === null && !isEnd) return open(start);
    if (piece === null || piece[1] === "BEGIN") break;
    if (piece[1] === "END") return sightEnd(text, start, pieces.lastIndex, isEnd);
    const isLine = piece[0].length >= lineMin;
    if (isLine) lastLine = pieces.lastIndex;
    shortWords = isLine ? 0 : shortWords + 1;
  }
  return lastLine < 0 ? nothing : secret("private key", start, lastLine);
}

function sightEnd(text: string, start: number, labelStart: number, isEnd: boolean): Sight {
  const end = text.indexOf(dashes, labelStart);
  if (end >= 0) return secret("private key", start, end + dashes.length);
  return isEnd ? secret("private key", start, text.length) : open(start);
}

/** Where a key that began earlier is over, if that is told here. */
export function endOfPrivateKey(text: string): number | undefined {
  const label = text.indexOf("-----END ");
  const end = label < 0 ? -1 : text.indexOf(dashes, label + dashes.length);
  return end < 0 ? undefined : end + dashes.length;
}
