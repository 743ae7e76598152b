// A connection to a Codex app-server: initialised, and every message of a thread handed to whoever looks
// after that thread. What nobody looks after is declined.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { declined } from "./declined.ts";
import { RpcPeer, type Wire, unanswered } from "./rpc.ts";

export interface ThreadListener {
  notified(method: string, params: unknown): void;
  /** The result for Codex, or undefined to have it declined. */
  asked(method: string, params: unknown, id: number | string): Promise<unknown>;
  /** Nothing will come any more. */
  lost(why: string): void;
}

export interface WireListener {
  message(text: string): void;
  tooLong(beginning: string): void;
  closed(why: string): void;
}

type ConnectWire = (listener: WireListener) => Promise<Wire>;

const initializeWithinMs = 20_000;

export class AppServer {
  readonly #peer: RpcPeer;
  readonly #threads = new Map<string, ThreadListener>();
  /** Threads of helpers that Codex has started by itself, with the thread that each works for. */
  readonly #parents = new Map<string, string>();
  #lost: string | undefined;
  /** Of the server, as it says itself. */
  version = "";

  private constructor() {
    this.#peer = new RpcPeer({
      notified: (method, params) => this.#notified(method, params),
      asked: (method, params, id) => this.#asked(method, params, id),
      overlong: () => this.#overlong(),
    });
  }

  static async connect(connectWire: ConnectWire): Promise<AppServer> {
    const server = new AppServer();
    const wire = await connectWire({
      message: (text) => server.#peer.receive(text),
      tooLong: (beginning) => server.#peer.receiveTooLong(beginning),
      closed: (why) => server.#close(why),
    });
    server.#peer.speakThrough(wire);
    await server.#initialize();
    return server;
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  request(method: string, params: unknown): Promise<unknown> {
    return this.#peer.request(method, params);
  }

  /** From now on the thread's messages go there; returns how to end that. */
  listen(threadId: string, listener: ThreadListener): () => void {
    this.#threads.set(threadId, listener);
    return () => {
      if (this.#threads.get(threadId) === listener) this.#threads.delete(threadId);
    };
  }

  close(): Promise<void> {
    this.#close("the connection to Codex was closed");
    return this.#peer.close();
  }

  async #initialize(): Promise<void> {
    const timer = setTimeout(
      () => this.#close(`Codex did not answer within ${initializeWithinMs / 1_000} s`),
      initializeWithinMs,
    );
    try {
      const answer = await this.request("initialize", {
        clientInfo: { name: "longrein", title: "Longrein", version: "0.1.0" },
        capabilities: { experimentalApi: true, requestAttestation: false },
      });
      this.version = /\/(\d+\.\d+\.\d+\S*)/.exec(textOf(answer, "userAgent") ?? "")?.[1] ?? "";
      this.#peer.notify("initialized");
    } catch (failure) {
      await this.close();
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  #notified(method: string, params: unknown): void {
    const thread = threadOf(params);
    if (method === "thread/started") {
      const parent = textOf(fieldOf(params, "thread"), "parentThreadId");
      if (parent !== undefined) this.#parents.set(thread, parent);
    }
    this.#threads.get(thread)?.notified(method, params);
  }

  /** What is asked on a thread that is not ours is somebody else's to answer. */
  async #asked(method: string, params: unknown, id: number | string): Promise<unknown> {
    const thread = threadOf(params);
    if (thread === "") return declined(method);
    const listener =
      this.#threads.get(thread) ?? this.#threads.get(this.#parents.get(thread) ?? "");
    if (listener === undefined) return unanswered;
    return (await listener.asked(method, params, id)) ?? declined(method);
  }

  #overlong(): void {
    const notice = "longrein/overlong";
    for (const listener of this.#threads.values()) listener.notified(notice, undefined);
  }

  #close(why: string): void {
    if (this.#lost !== undefined) return;
    this.#lost = why;
    this.#peer.lose(why);
    for (const listener of this.#threads.values()) listener.lost(why);
  }
}

function threadOf(params: unknown): string {
  return textOf(params, "threadId") ?? textOf(fieldOf(params, "thread"), "id") ?? "";
}
