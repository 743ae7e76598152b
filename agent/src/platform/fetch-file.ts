// Fetches a file as a phone's browser would: who serves something else to phones alone should not tell us from
// one. By the built-in clients, for the reason that http-request.ts gives.

import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

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
  const { request } = url.protocol === "https:" ? https : http;
  const headers = { ...asPhone, ...(isPage ? asPage : asPart) };
  const signal = AbortSignal.timeout(withinMs);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(url, { headers, signal, agent: false });
    asked.once("response", resolve);
    asked.once("error", reject);
    asked.end();
  });
  const bytes = unpacked(await bytesOf(answer), answer.headers["content-encoding"]);
  return { status: answer.statusCode ?? 0, headers: answer.headers, bytes };
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    if (!(chunk instanceof Buffer)) continue;
    bytes += chunk.length;
    if (bytes > fileBytesMax) throw new Error(`more than ${fileBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
