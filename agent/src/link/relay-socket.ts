// One WebSocket by `ws`, reduced to what a link needs: bytes in order, and an end that is told once.

import WebSocket from "ws";
import { dialWithinMs, frameBytesMax } from "@longrein/protocol/limits";

const hangUpWithinMs = 1_000;

export interface SocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** Any sign of life, pongs included. */
  heard(): void;
  closed(): void;
}

export interface Dial {
  readonly url: URL;
  /** Subprotocols. */
  readonly offered: string[];
  readonly headers: Readonly<Record<string, string>>;
}

export class RelaySocket {
  readonly #socket: WebSocket;
  #closed = false;

  constructor({ url, offered, headers }: Dial, events: SocketEvents) {
    this.#socket = new WebSocket(url, offered, {
      headers,
      // Ciphertext does not compress, and lengths must not depend on content.
      perMessageDeflate: false,
      maxPayload: frameBytesMax,
      handshakeTimeout: dialWithinMs,
      followRedirects: false,
    });
    this.#socket.binaryType = "nodebuffer";
    const closed = () => {
      if (this.#closed) return;
      this.#closed = true;
      events.closed();
    };
    this.#socket.on("open", () => events.opened());
    this.#socket.on("pong", () => events.heard());
    this.#socket.on("message", (content, isBinary) => {
      if (!isBinary || !Buffer.isBuffer(content)) return closed();
      events.heard();
      events.message(new Uint8Array(content));
    });
    // "error" is always followed by "close"; without a listener it would end the process.
    this.#socket.on("error", () => undefined);
    this.#socket.on("close", closed);
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes);
  }

  ping(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  hangUp(): void {
    this.#closed = true;
    if (this.#socket.readyState !== WebSocket.OPEN) return this.#socket.terminate();
    this.#socket.close();
    // One who does not answer must not hold up a program that ends.
    const timer = setTimeout(() => this.#socket.terminate(), hangUpWithinMs);
    this.#socket.once("close", () => clearTimeout(timer));
  }
}
