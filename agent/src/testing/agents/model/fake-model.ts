// A model server on loopback that does what the test has scripted, in the four dialects that coding agents
// speak. Turns stand in a queue; each request in the course of the work takes the next one.

import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../../until.ts";
import { chatCompletions } from "./chat-completions.ts";
import { type Dialect, type Reading, type Telling, isAside } from "./dialect.ts";
import { generateContent } from "./generate-content.ts";
import { messages } from "./messages.ts";
import { type ModelTurn, type Says, says } from "./model-turn.ts";
import { responses } from "./responses.ts";

export interface ModelRequest extends Reading {
  /** Answered without touching the script. */
  readonly aside: boolean;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  /** The coding agent hung up before it had heard all. */
  hungUp: boolean;
}

const dialects: readonly Dialect[] = [responses, messages, chatCompletions, generateContent];
/** When to try again; nobody's patience is tested here. */
const soon = { "retry-after-ms": "50" };
const overSays = "the script is over";

export class FakeModel {
  /** http://127.0.0.1:PORT, without a path. */
  readonly url: string;
  /** What came that a dialect understood, in order. */
  readonly requests: ModelRequest[] = [];
  /** What came that none understood: `GET /v1/models`, say. */
  readonly others: string[] = [];
  readonly #turns: ModelTurn[] = [];
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  static async start(): Promise<FakeModel> {
    const server = createServer((request, response) => {
      void model.#answer(request, response).catch(() => response.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("expected a port");
    const model = new FakeModel(`http://127.0.0.1:${address.port}`, async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    });
    return model;
  }

  /** Further turns, to be taken in order. */
  script(...turns: readonly ModelTurn[]): void {
    this.#turns.push(...turns);
  }

  /** What has not been asked for yet. */
  get left(): readonly ModelTurn[] {
    return this.#turns;
  }

  /** Forgets what has not been asked for. */
  clear(): void {
    this.#turns.length = 0;
  }

  /** The requests that took a turn. */
  get turnRequests(): readonly ModelRequest[] {
    return this.requests.filter(({ aside }) => !aside);
  }

  async requested(number: number): Promise<ModelRequest> {
    await until(() => this.turnRequests.length >= number, `model request ${number}`, 20_000);
    const request = this.turnRequests[number - 1];
    if (request === undefined) throw new Error(`request ${number} was not made`);
    return request;
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const body = await bodyOf(request);
    const dialect = dialects.find(({ accepts }) => accepts(path));
    if (request.method !== "POST" || dialect === undefined) {
      this.#answerOther(request, path, response);
      return;
    }
    const reading = dialect.reads(body, path);
    const aside = isAside(reading);
    const { headers } = request;
    const seen: ModelRequest = { ...reading, aside, path, headers, body, hungUp: false };
    response.on("close", () => {
      seen.hungUp = !response.writableFinished;
    });
    this.requests.push(seen);
    const turn = aside ? says("a title") : this.#next();
    await tell(dialect, turn, reading, response);
  }

  #answerOther({ method }: IncomingMessage, path: string, response: ServerResponse): void {
    this.others.push(`${method} ${path}`);
    const count = path.endsWith("/count_tokens") || path.endsWith(":countTokens");
    const known = count || path.endsWith("/models") || method === "HEAD";
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        object: "list",
        data: [],
        models: [],
        input_tokens: 1_200,
        totalTokens: 1_200,
      }),
    );
  }

  #next(): ModelTurn {
    const [turn] = this.#turns;
    if (turn === undefined) return says(overSays);
    if (turn.kind !== "says" && turn.times > 1) {
      this.#turns[0] = { ...turn, times: turn.times - 1 };
    } else this.#turns.shift();
    return turn;
  }
}

async function tell(
  dialect: Dialect,
  turn: ModelTurn,
  reading: Reading,
  response: ServerResponse,
): Promise<void> {
  switch (turn.kind) {
    case "fails":
      response.writeHead(turn.status, { "content-type": "application/json", ...soon });
      response.end(JSON.stringify(dialect.fails(turn.status)));
      return;
    case "cut": {
      const told = { kind: "says", text: turn.text } as const;
      await stream(told, dialect.tells(told, reading), response);
      response.destroy();
      return;
    }
    case "says": {
      const telling = dialect.tells(turn, reading);
      if (!reading.streams) {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify(telling.whole));
        return;
      }
      await stream(turn, telling, response);
      await write(response, telling.after.join(""));
      response.end();
    }
  }
}

async function stream(turn: Says, telling: Telling, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  await write(response, telling.before.join(""));
  for (const piece of turn.text ?? []) {
    await write(response, telling.piece(piece));
    await sleep(turn.everyMs ?? 1);
  }
  if (turn.until !== undefined && !response.destroyed) {
    await Promise.race([turn.until, once(response, "close")]);
  }
}

/** Waits where whoever reads is slower than this. */
async function write(response: ServerResponse, said: string): Promise<void> {
  if (response.destroyed || said === "" || response.write(said)) return;
  await Promise.race([once(response, "drain"), once(response, "close")]);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const received = await text(request);
  try {
    return JSON.parse(received);
  } catch {
    return received;
  }
}
