// Fetches a file as a phone's browser would: who serves something else to phones alone should not tell us from
// one.

import type { IncomingHttpHeaders } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { exchange } from "./http-request.ts";

export interface FetchedFile {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As the browser would see it, unpacked. */
  readonly bytes: Uint8Array;
}

const fileBytesMax = 4 * 1_024 * 1_024;

/** What Chrome on Android says of itself when it loads a page or a part of one. */
const asPhone = {
  "User-Agent":
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36",
  "Accept-Encoding": "gzip, deflate, br",
  "Accept-Language": "en-US,en;q=0.9",
  "Sec-Fetch-Site": "same-origin",
};
const asPage = {
  Accept: "text/html,application/xhtml+xml,*/*;q=0.8",
  "Sec-Fetch-Dest": "document",
};
const asPart = { Accept: "*/*", "Sec-Fetch-Dest": "script", "Sec-Fetch-Mode": "cors" };

export async function fetchFile(
  url: URL,
  { isPage, withinMs }: { readonly isPage: boolean; readonly withinMs: number },
): Promise<FetchedFile> {
  const headers = { ...asPhone, ...(isPage ? asPage : asPart) };
  const { bytes, ...answer } = await exchange(url, { headers, withinMs }, fileBytesMax);
  return { ...answer, bytes: unpacked(bytes, answer.headers["content-encoding"]) };
}

function unpacked(bytes: Buffer, encoding: string | undefined): Uint8Array {
  const bounded = { maxOutputLength: fileBytesMax };
  switch (encoding) {
    case undefined:
    case "identity":
      return bytes;
    case "gzip":
      return gunzipSync(bytes, bounded);
    case "deflate":
      return inflateSync(bytes, bounded);
    case "br":
      return brotliDecompressSync(bytes, bounded);
    default:
      throw new Error(`packed as ${encoding}, which was not asked for`);
  }
}
