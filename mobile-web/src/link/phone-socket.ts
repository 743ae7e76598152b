// One WebSocket of the browser, reduced to bytes in order and an end that is told once.
// The session ID travels as a subprotocol: the one header a page can set, and not part of a URL.

import { frameType, subprotocol, toBase64url } from "@longrein/protocol";

export interface SocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  heard(): void;
  closed(): void;
}

export class PhoneSocket {
  readonly #socket: WebSocket;
  #over = false;

  constructor(relayUrl: string, sessionId: Uint8Array, events: SocketEvents) {
    const url = new URL("/v1/phone", relayUrl);
    url.protocol = url.protocol.replace("http", "ws");
    this.#socket = new WebSocket(url, [subprotocol, `s.${toBase64url(sessionId)}`]);
    this.#socket.binaryType = "arraybuffer";
    const closed = () => {
      if (this.#over) return;
      this.#over = true;
      events.closed();
    };
    this.#socket.onopen = () => !this.#over && events.opened();
    this.#socket.onclose = closed;
    this.#socket.onerror = closed;
    this.#socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.#over) return;
      events.heard();
      // Text is only ever the relay's "pong".
      if (data instanceof ArrayBuffer) this.#take(new Uint8Array(data), events);
    };
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(Uint8Array.from(bytes));
  }

  /** Answered by the relay without waking anything there. */
  ping(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send("ping");
  }

  /** A mark asks for nothing but to be sent back at once: so the relay knows that we read. */
  #take(bytes: Uint8Array, events: SocketEvents): void {
    if (bytes[0] === frameType.mark) this.send(bytes);
    else events.message(bytes);
  }

  hangUp(): void {
    this.#over = true;
    this.#socket.close();
  }
}
