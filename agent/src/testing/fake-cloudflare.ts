// Cloudflare's API on loopback, as far as the pinned wrangler calls it to deploy, look and delete. Each test says
// what the account is like, and what goes wrong; what was uploaded can be looked at, and run.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { type Answer, type Asked, CloudAccount } from "./cloud-account.ts";
import { answerOf } from "./fake-cloudflare-routes.ts";

/** What one route answers instead, for as long as it stands there. */
export interface Trouble {
  readonly on: RegExp;
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

export class FakeCloudflare {
  readonly token = `token-${randomBytes(8).toString("hex")}`;
  readonly account = new CloudAccount();
  readonly troubles: Trouble[] = [];
  /** Every call as "PUT /accounts/…". */
  readonly asked: string[] = [];
  /** Calls that the API does not know: then this is no likeness any more. */
  readonly unknown: string[] = [];
  /** Is told of each call before it is answered. */
  whenAsked: (call: string) => void = () => undefined;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** What makes wrangler talk to it. */
  get environment(): Readonly<Record<string, string>> {
    const address = this.#server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    return {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: this.token,
    };
  }

  /** From now on, all that matches goes wrong so. */
  trouble(on: RegExp, code: number, message: string, status = 400): void {
    this.troubles.push({ on, status, code, message });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
    const path = (request.url ?? "").replace("/client/v4", "").replace(/\?.*/, "");
    const asked = { method: request.method ?? "", path, headers: request.headers };
    const call = `${asked.method} ${path}`;
    this.asked.push(call);
    this.whenAsked(call);
    const answer = await this.#judge(call, { ...asked, body: Buffer.concat(chunks) });
    const { status, result = null, error } = answer;
    response.writeHead(status, { "Content-Type": "application/json" });
    const errors = error === undefined ? [] : [error];
    const info = { page: 1, per_page: 50, count: 1, total_count: 1 };
    const success = error === undefined;
    response.end(JSON.stringify({ success, errors, messages: [], result, result_info: info }));
  }

  async #judge(call: string, asked: Asked): Promise<Answer> {
    const trouble = this.troubles.find(({ on }) => on.test(call));
    if (trouble !== undefined) return { status: trouble.status, error: trouble };
    const given = asked.headers.authorization ?? "";
    // Files are uploaded with the token of their session.
    if (given !== `Bearer ${this.token}` && !asked.path.endsWith("/workers/assets/upload")) {
      return { status: 401, error: { code: 9109, message: "Invalid access token" } };
    }
    const answer = await answerOf(this.account, asked);
    if (answer !== undefined) return answer;
    this.unknown.push(call);
    return { status: 404, error: { code: 7003, message: `no route for ${call}` } };
  }
}
