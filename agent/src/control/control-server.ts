// The agent's end of the control socket: takes one request from each connection and answers it. What the
// request means is the handler's; a connection that breaks the rules is cut without a word.

import { once } from "node:events";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { type Server, type Socket, createServer } from "node:net";
import { dirname } from "node:path";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { asUserFailure } from "../platform/user-failure.ts";
import { LineReader, encodeFailure, encodeLine, readInput, requestLineBytesMax } from "./lines.ts";
import {
  type Answers,
  type News,
  type RequestOf,
  type Verb,
  answerShapes,
  newsShape,
  requestShape,
} from "./verbs.ts";

export interface Conversation {
  /** Resolves once the other side can take more. */
  news(news: News): Promise<void>;
  /** Calls back for each line that somebody typed over there. */
  onInput(listener: (typed: string) => void): void;
  /** Fires when the other side has left. */
  readonly signal: AbortSignal;
}

type Requests = { readonly [V in Verb]: RequestOf<V> };

export type Handlers = {
  readonly [V in Verb]: (
    request: Requests[V],
    conversation: Conversation,
  ) => Answers[V] | Promise<Answers[V]>;
};

export interface ControlServer {
  close(): Promise<void>;
}

/** More than one person has open; further ones are cut at once. */
const connectionsMax = 32;
const requestWithinMs = 5_000;
const earlyLinesMax = 16;
/** No longer than the socket's own name: kernels take short paths only. */
const draftName = "control.new";

/** To be called by whoever holds the instance lock: a socket that lies there is a dead one's. */
export async function listenForControl(path: string, handlers: Handlers): Promise<ControlServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    // Whoever asked may have left.
    socket.on("error", () => socket.destroy());
    converse(socket, handlers);
  });
  server.maxConnections = connectionsMax;
  await listenAlone(server, path);
  return {
    close: () =>
      new Promise((resolve) => {
        rmSync(path, { force: true });
        server.close(() => resolve());
        for (const socket of open) socket.destroySoon();
      }),
  };
}

/** A socket is made with the rights of any file. It gets its name when they are those of its user alone. */
async function listenAlone(server: Server, path: string): Promise<void> {
  const draft = `${dirname(path)}/${draftName}`;
  rmSync(draft, { force: true });
  await listening(server, draft);
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function converse(socket: Socket, handlers: Handlers): void {
  const reader = new LineReader(requestLineBytesMax);
  const typed = new TypedLines();
  const left = new AbortController();
  let asked = false;
  socket.setTimeout(requestWithinMs, () => asked || socket.destroy());
  socket.once("close", () => left.abort());
  socket.on("data", (chunk: Buffer) => {
    try {
      for (const line of reader.take(chunk)) {
        if (asked) typed.add(readInput(line));
        else {
          asked = true;
          const request = requestShape.parse(parseStrictJson(line), "request");
          const conversation = conversationOn(socket, typed, left.signal);
          void reply(socket, answer(handlers, request.t, request, conversation));
        }
      }
    } catch (failure) {
      void reply(socket, Promise.reject(asUserFailure(failure)));
    }
  });
}

async function answer<V extends Verb>(
  handlers: Handlers,
  verb: V,
  request: Requests[V],
  conversation: Conversation,
): Promise<unknown> {
  return answerShapes[verb].plain(await handlers[verb](request, conversation));
}

async function reply(socket: Socket, answering: Promise<unknown>): Promise<void> {
  try {
    socket.end(encodeLine({ done: await answering }));
  } catch (failure) {
    socket.end(encodeFailure(asUserFailure(failure)));
  }
}

function conversationOn(socket: Socket, typed: TypedLines, signal: AbortSignal): Conversation {
  return {
    signal,
    onInput: (listener) => typed.tell(listener),
    news: async (news) => {
      const more = socket.write(encodeLine({ news: newsShape.plain(news) }));
      if (more || signal.aborted) return;
      // Read slowly, or not at all: nothing is piled up for it meanwhile.
      await once(socket, "drain", { signal }).catch(() => undefined);
    },
  };
}

/** What is typed before anybody listens is kept, though not much of it. */
class TypedLines {
  #early: string[] = [];
  #listener: ((typed: string) => void) | undefined;

  add(line: string): void {
    if (this.#listener !== undefined) this.#listener(line);
    else if (this.#early.push(line) > earlyLinesMax) this.#early.shift();
  }

  tell(listener: (typed: string) => void): void {
    this.#listener = listener;
    for (const line of this.#early.splice(0)) listener(line);
  }
}
