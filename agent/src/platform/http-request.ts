// One request over HTTP, small both ways. By neither `fetch` nor an import of node:http, each of which loads a client
// that takes twelve megabytes of memory for as long as the agent runs.

import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";

const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

export interface HttpRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** How its host's address is found, where not every address will do. */
  readonly lookup?: LookupFunction | undefined;
  readonly withinMs: number;
}

export interface HttpAnswer {
  /** Where it leads elsewhere, it says so; nobody goes there. */
  readonly status: number;
  readonly date: string | undefined;
  readonly text: string;
}

const answerBytesMax = 65_536;

export async function askOverHttp(url: URL, asked: HttpRequest): Promise<HttpAnswer> {
  const { status, headers, bytes } = await exchange(url, asked, answerBytesMax);
  return { status, date: headers.date, text: bytes.toString("utf8") };
}

export interface Exchanged {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they came. */
  readonly bytes: Buffer;
}

export async function exchange(
  url: URL,
  { method = "GET", headers = {}, body, lookup, withinMs }: HttpRequest,
  bytesMax: number,
): Promise<Exchanged> {
  const { request } = url.protocol === "https:" ? https : http;
  const signal = AbortSignal.timeout(withinMs);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // A connection of its own, which ends with the answer.
    const where = lookup === undefined ? {} : { lookup };
    const asked = request(url, { method, headers, signal, agent: false, ...where });
    asked.once("response", resolve);
    asked.once("error", reject);
    asked.end(body);
  });
  const bytes = await bytesOf(answer, bytesMax);
  return { status: answer.statusCode ?? 0, headers: answer.headers, bytes };
}

async function bytesOf(answer: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    if (!(chunk instanceof Buffer)) continue;
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Error(`an answer of more than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
