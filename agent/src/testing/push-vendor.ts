// A push service as the agent meets it: HTTPS with a certificate of its own, which this process trusts from then on,
// and a memory of what was posted there.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";

export interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

export interface PushService {
  /** As it would stand in `pushHosts`. */
  readonly host: string;
  readonly posted: readonly Posted[];
  /** What it says to the next ones, and then 201 again. */
  says(...answers: readonly (number | { readonly elsewhere: string })[]): void;
  /** Whose browser has the subscription: the path is the service's choice. */
  endpoint(path?: string): string;
  close(): Promise<void>;
}

const address = "127.0.0.1";

export async function startPushService(): Promise<PushService> {
  const { key, cert } = await certificate();
  setDefaultCACertificates([...getCACertificates("default"), cert]);
  const posted: Posted[] = [];
  let answers: readonly (number | { readonly elsewhere: string })[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const answer = (body: Uint8Array) => {
      const { url: path = "", headers } = request;
      posted.push({ path, headers, body });
      const [next = 201, ...rest] = answers;
      answers = rest;
      if (typeof next === "number") response.writeHead(next);
      else response.writeHead(307, { Location: next.elsewhere });
      response.end();
    };
    void bodyOf(request).then(answer);
  }).listen(0, address);
  await once(server, "listening");
  const bound = server.address();
  if (typeof bound !== "object" || bound === null) throw new Error("expected a port");
  const host = `${address}:${bound.port}`;
  return {
    host,
    posted,
    says: (...next) => {
      answers = next;
    },
    endpoint: (path = "wpush/v2/abc") => `https://${host}/${path}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Uint8Array.from(Buffer.concat(chunks));
}

async function certificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const folder = await throwAwayFolder("longrein-push-");
  const [key, cert] = [`${folder.path}/key.pem`, `${folder.path}/cert.pem`];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key];
  const said = [
    "-days",
    "2",
    "-subj",
    "/CN=push",
    "-addext",
    `subjectAltName=IP:${address},DNS:localhost`,
  ];
  execFileSync("openssl", ["req", "-x509", "-out", cert, ...made, ...said], { stdio: "ignore" });
  const pair = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  await folder.remove();
  return pair;
}
