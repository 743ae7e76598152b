// Questions to OpenCode's server and their answers, as JSON over HTTP. Whatever is asked has an end in time,
// and whatever is answered has one in length: a server that is just starting may leave a question for ever.

import { NotAnswered, OpenCodeFailure, anew, failureOf } from "./failures.ts";

const answerWithinMs = 20_000;
/** A long session's last messages with all their output; nothing that is asked for is longer. */
const answerBytesMax = 32 * 1_024 * 1_024;

export class ServerClient {
  readonly #url: string;
  readonly #authorization: string;

  constructor(url: string, password: string) {
    this.#url = url;
    this.#authorization = `Basic ${Buffer.from(`opencode:${password}`).toString("base64")}`;
  }

  get(path: string, withinMs = answerWithinMs): Promise<unknown> {
    return this.#ask("GET", path, undefined, withinMs);
  }

  post(path: string, body: object = {}): Promise<unknown> {
    return this.#ask("POST", path, body, answerWithinMs);
  }

  patch(path: string, body: object): Promise<unknown> {
    return this.#ask("PATCH", path, body, answerWithinMs);
  }

  /** The events of the server, from now on until the signal fires or it hangs up. */
  async events(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(notAnswered("/event")), answerWithinMs);
    try {
      const answering = fetch(`${this.#url}/event`, { headers: this.#headers(), signal });
      const response = await Promise.race([answering, late]);
      if (!response.ok || response.body === null) throw notAnswered("/event");
      return response.body;
    } finally {
      clearTimeout(timer);
    }
  }

  async #ask(
    method: string,
    path: string,
    body: object | undefined,
    withinMs: number,
  ): Promise<unknown> {
    const response = await fetch(this.#url + path, {
      method,
      headers: this.#headers(),
      signal: AbortSignal.timeout(withinMs),
      ...(body && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw notAnswered(path, cause);
    });
    const answer = parsed(await textOfAnswer(response));
    if (!response.ok) throw failureOf(answer);
    return answer;
  }

  #headers(): Record<string, string> {
    return { authorization: this.#authorization, "content-type": "application/json" };
  }
}

async function textOfAnswer(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > answerBytesMax) throw new OpenCodeFailure("OpenCode's answer is too long", anew);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** Some answers have no content. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notAnswered(path: string, cause?: unknown): NotAnswered {
  const why = cause instanceof Error ? `: ${cause.message}` : "";
  return new NotAnswered(`OpenCode did not answer ${path}${why}`, anew);
}
