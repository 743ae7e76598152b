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
};
const asPage = {
  Accept: "text/html,application/xhtml+xml,*/*;q=0.8",
  "Sec-Fetch-Dest": "document",
  "Sec-Fetch-Mode": "navigate",
  "Sec-Fetch-Site": "none",
  "Sec-Fetch-User": "?1",
  "Upgrade-Insecure-Requests": "1",
};
const asServiceWorker = {
  Accept: "*/*",
  "Sec-Fetch-Dest": "serviceworker",
  "Sec-Fetch-Mode": "same-origin",
  "Sec-Fetch-Site": "same-origin",
  "Service-Worker": "script",
};
const destinations: readonly (readonly [ending: string, destination: string])[] = [
  [".js", "script"],
  [".css", "style"],
  [".webmanifest", "manifest"],
  [".png", "image"],
  [".svg", "image"],
];

function asPart(path: string): Readonly<Record<string, string>> {
  const destination = destinations.find(([ending]) => path.endsWith(ending))?.[1] ?? "empty";
  return {
    Accept: destination === "image" ? "image/avif,image/webp,image/*,*/*;q=0.8" : "*/*",
    "Sec-Fetch-Dest": destination,
    "Sec-Fetch-Mode": destination === "image" ? "no-cors" : "cors",
    "Sec-Fetch-Site": "same-origin",
  };
}

/** As who a browser asks for it; a script of this name it asks for as a service worker. */
function asked(path: string): Readonly<Record<string, string>> {
  if (path === "/sw.js") return asServiceWorker;
  return path.includes(".") ? asPart(path) : asPage;
}

export async function fetchFile(url: URL, withinMs: number): Promise<FetchedFile> {
  const headers = { ...asPhone, ...asked(url.pathname) };
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
