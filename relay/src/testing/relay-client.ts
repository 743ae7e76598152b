// A socket to the relay as a test holds it: what arrives waits in order until it is asked for. In "naps"
// mode the session's object is thrown out of memory before everything a client does, so that a test run in
// both modes shows that nothing the relay decides depends on what it had in memory.

import { SELF, env, evictDurableObject } from "cloudflare:test";
import {
  type ChannelFrame,
  type Frame,
  frameType,
  parseAgentFrame,
  parsePhoneFrame,
  subprotocol,
} from "@longrein/protocol/envelope";
import { toBase64url } from "@longrein/protocol/base64url";
import { objectName } from "../agent-proof.ts";
import type { Leg } from "../admission.ts";

export type Mode = "awake" | "naps";
export const modes: readonly Mode[] = ["awake", "naps"];
export const relayUrl = "https://relay.test";
export const relayHost = "relay.test";

export type Arrival =
  | { readonly kind: "frame"; readonly bytes: Uint8Array }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "closed"; readonly code: number; readonly reason: string };

const arriveWithinMs = 3_000;
/** Long enough for a frame to cross, short enough to wait for nothing. */
const quietMs = 60;

export class RelayClient {
  readonly #socket: WebSocket;
  readonly #sessionId: Uint8Array;
  readonly #mode: Mode;
  readonly #arrived: Arrival[] = [];
  readonly #marks: Uint8Array[] = [];
  #sendsMarksBack = true;
  #wake: () => void = () => {};

  constructor(socket: WebSocket, sessionId: Uint8Array, mode: Mode) {
    this.#socket = socket;
    this.#sessionId = sessionId;
    this.#mode = mode;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => this.#take(arrival(data)));
    socket.addEventListener("close", ({ code, reason }) => {
      this.#add({ kind: "closed", code, reason });
    });
    socket.accept();
  }

  async send(message: Uint8Array | string): Promise<void> {
    await this.nap();
    this.#socket.send(message);
  }

  async close(): Promise<void> {
    await this.nap();
    this.#socket.close(1000, "done");
  }

  async nap(): Promise<void> {
    if (this.#mode === "naps") await evict(this.#sessionId);
  }

  async next(): Promise<Arrival> {
    const deadline = Date.now() + arriveWithinMs;
    while (this.#arrived.length === 0) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error("expected something to arrive");
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#wake = resolve;
        }),
        scheduler.wait(left),
      ]);
    }
    const [first] = this.#arrived.splice(0, 1);
    if (first === undefined) throw new Error("expected something to have arrived");
    return first;
  }

  async nextOnAgentLeg(): Promise<ChannelFrame> {
    return parseAgentFrame(await this.#nextBytes());
  }

  async nextOnPhoneLeg(): Promise<Frame> {
    return parsePhoneFrame(await this.#nextBytes());
  }

  /** Skips frames still under way and gives the code with which the relay closed. */
  async closeCode(): Promise<number> {
    for (;;) {
      const next = await this.next();
      if (next.kind === "closed") return next.code;
    }
  }

  /** From now on marks are kept instead of sent back, as if nobody read. Gives those that come. */
  keepMarks(): readonly Uint8Array[] {
    this.#sendsMarksBack = false;
    return this.#marks;
  }

  /** What has arrived after a moment of waiting: [] if nothing. */
  async quiet(): Promise<readonly Arrival[]> {
    await scheduler.wait(quietMs);
    return this.#arrived;
  }

  async #nextBytes(): Promise<Uint8Array> {
    const next = await this.next();
    if (next.kind !== "frame") throw new Error(`expected a frame, got ${JSON.stringify(next)}`);
    return next.bytes;
  }

  #take(item: Arrival): void {
    if (item.kind !== "frame" || item.bytes[0] !== frameType.mark) return this.#add(item);
    this.#marks.push(item.bytes);
    if (this.#sendsMarksBack) this.#socket.send(item.bytes);
  }

  #add(item: Arrival): void {
    this.#arrived.push(item);
    this.#wake();
  }
}

function arrival(message: unknown): Arrival {
  if (message instanceof ArrayBuffer) return { kind: "frame", bytes: new Uint8Array(message) };
  return { kind: "text", text: String(message) };
}

export async function stubOf(sessionId: Uint8Array): Promise<DurableObjectStub> {
  return env.SWITCHBOARD.get(env.SWITCHBOARD.idFromName(await objectName(sessionId)));
}

export async function evict(sessionId: Uint8Array): Promise<void> {
  try {
    await evictDurableObject(await stubOf(sessionId));
  } catch (failure) {
    // Out of memory already, which is what was wanted.
    if (!String(failure).includes("not currently running")) throw failure;
  }
}

export function upgradeHeaders(leg: Leg, sessionId: Uint8Array): Record<string, string> {
  return {
    Upgrade: "websocket",
    "Sec-WebSocket-Protocol": `${subprotocol}, s.${toBase64url(sessionId)}`,
    ...(leg === "phone" ? { Origin: relayUrl } : {}),
  };
}

export async function dial(leg: Leg, sessionId: Uint8Array, mode: Mode): Promise<RelayClient> {
  const headers = upgradeHeaders(leg, sessionId);
  const response = await SELF.fetch(`${relayUrl}/v1/${leg}`, { headers });
  if (response.webSocket === null) throw new Error(`expected a socket, got ${response.status}`);
  return new RelayClient(response.webSocket, sessionId, mode);
}
