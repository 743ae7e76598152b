// One request over HTTP, small both ways. By neither `fetch` nor an import of node:http, each of which loads a client
// that takes twelve megabytes of memory for as long as the agent runs.

import type { IncomingMessage } from "node:http";

const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

export interface HttpRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly withinMs: number;
}

export interface HttpAnswer {
  /** Where it leads elsewhere, it says so; nobody goes there. */
  readonly status: number;
  readonly date: string | undefined;
  readonly text: string;
}

const answerBytesMax = 65_536;

export async function askOverHttp(
  url: URL,
  { method = "GET", headers = {}, body, withinMs }: HttpRequest,
): Promise<HttpAnswer> {
  const { request } = url.protocol === "https:" ? https : http;
  const signal = AbortSignal.timeout(withinMs);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // A connection of its own, which ends with the answer.
    const asked = request(url, { method, headers, signal, agent: false });
    asked.once("response", resolve);
    asked.once("error", reject);
    asked.end(body);
  });
  const text = await textOf(answer);
  return { status: answer.statusCode ?? 0, date: answer.headers.date, text };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    if (!(chunk instanceof Buffer)) continue;
    bytes += chunk.length;
    if (bytes > answerBytesMax) throw new Error(`an answer of more than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
