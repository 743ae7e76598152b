// A relay for one agent that comes and goes and one phone that stays: a real WebSocket on loopback to the one,
// function calls to the other, and nothing in between that could be waited for.

import { once } from "node:events";
import { type WebSocket, WebSocketServer } from "ws";
import { type FrameType, encodeAgentFrame, frameType, parseAgentFrame } from "@longrein/protocol";
import { encodeChallenge } from "@longrein/protocol/envelope";
import { randomBytes } from "./rows.ts";
import type { Wire, WirePhone } from "./wire-phone.ts";

export class PassingRelay {
  readonly #server: WebSocketServer;
  #agent: WebSocket | undefined;
  #phone: WirePhone | undefined;

  constructor(server: WebSocketServer) {
    this.#server = server;
    server.on("connection", (socket) => this.#greet(socket));
  }

  get host(): string {
    const address = this.#server.address();
    if (typeof address !== "object" || address === null) throw new Error("expected a port");
    return `127.0.0.1:${address.port}`;
  }

  /** What the phone writes to. */
  readonly phones: Wire["phones"] = {
    opened: (channel, id) => this.#say(frameType.open, channel, id),
    frame: ({ channel, type, body }) => this.#say(type, channel, body),
    closed: (channel) => this.#say(frameType.close, channel),
  };

  carry(phone: WirePhone): void {
    this.#phone = phone;
  }

  /** One that has said who may attach. */
  get hasAgent(): boolean {
    return this.#agent !== undefined;
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    const say = (type: FrameType, body?: Uint8Array) =>
      socket.send(encodeAgentFrame(type, 0, body));
    say(frameType.challenge, encodeChallenge(randomBytes(32), this.host));
    socket.on("message", (bytes: Buffer) => {
      const { type, channel, body } = parseAgentFrame(new Uint8Array(bytes));
      if (channel !== 0) this.#phone?.deliver(type, body);
      else if (type === frameType.proof) say(frameType.ok);
      else if (type === frameType.auth) this.#agent = socket;
    });
    // "error" is always followed by "close"; without a listener it would end the process.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (socket !== this.#agent) return;
      this.#agent = undefined;
      this.#phone?.deliver(frameType.close);
    });
  }

  #say(type: FrameType, channel: number, body?: Uint8Array): void {
    this.#agent?.send(encodeAgentFrame(type, channel, body));
  }
}

export async function passingRelay(): Promise<PassingRelay> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await once(server, "listening");
  return new PassingRelay(server);
}
