// The command line's end of the control socket: one question, its news, its answer.

import { type Socket, connect } from "node:net";
import { UserFailure } from "../platform/user-failure.ts";
import { LineReader, answerLineBytesMax, encodeLine, readReply } from "./lines.ts";
import { isTrustedSocket } from "./socket-path.ts";
import {
  type Answers,
  type News,
  type RequestOf,
  type Verb,
  answerShapes,
  newsShape,
  requestShape,
} from "./verbs.ts";

export interface AskOptions {
  news?(news: News): void;
  /** Handed a function that sends what somebody has typed. */
  input?(send: (typed: string) => void): void;
  /** Calls the question off. */
  readonly signal?: AbortSignal;
  readonly withinMs?: number;
}

export async function ask<V extends Verb>(
  path: string,
  request: RequestOf<V>,
  options: AskOptions = {},
): Promise<Answers[V]> {
  const socket = await open(path);
  try {
    const answer = await converse(socket, request, options);
    const verb: V = request.t;
    return answerShapes[verb].parse(answer, "answer");
  } finally {
    socket.destroy();
  }
}

export async function isRunning(path: string): Promise<boolean> {
  try {
    (await open(path)).destroy();
    return true;
  } catch (failure) {
    if (failure instanceof UserFailure && failure.kind === "not-running") return false;
    throw failure;
  }
}

function open(path: string): Promise<Socket> {
  const notRunning = () =>
    new UserFailure("not-running", "longrein is not running", "longrein start");
  return new Promise((resolve, reject) => {
    if (!isTrustedSocket(path)) return reject(notRunning());
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (failure) => {
      // A socket that nobody listens on is what a killed agent leaves behind.
      const gone =
        "code" in failure && (failure.code === "ECONNREFUSED" || failure.code === "ENOENT");
      reject(gone ? notRunning() : failure);
    });
  });
}

function converse<V extends Verb>(
  socket: Socket,
  request: RequestOf<V>,
  { news, input, signal, withinMs }: AskOptions,
): Promise<unknown> {
  const reader = new LineReader(answerLineBytesMax);
  return new Promise((resolve, reject) => {
    const cut = () =>
      reject(new UserFailure("failed", "longrein ended before it had answered", "longrein status"));
    socket.on("error", cut);
    socket.once("close", cut);
    signal?.addEventListener("abort", () => socket.destroy(), { once: true });
    if (withinMs !== undefined) socket.setTimeout(withinMs, cut);
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const line of reader.take(chunk)) {
          const reply = readReply(line);
          if (reply.kind === "news") news?.(newsShape.parse(reply.news, "news"));
          else if (reply.kind === "done") resolve(reply.answer);
          else reject(reply.failure);
        }
      } catch (failure) {
        reject(failure instanceof Error ? failure : new Error("the answer is not understood"));
      }
    });
    socket.write(encodeLine(requestShape.plain(request)));
    input?.((typed) => void socket.write(encodeLine({ input: typed })));
  });
}
