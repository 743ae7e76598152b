// The Durable Object, one per session: platform events → switchboard-state → effects. It passes sealed
// frames on and stores none. On the way of a frame there is no timer, no awaited call and no write to
// storage: each would keep the object from hibernating or cost ten times the frame.

import { DurableObject } from "cloudflare:workers";
import { isGenuine, sha256 } from "./agent-proof.ts";
import { Board, type Effect } from "./board.ts";
import { type Environment, parseSettings } from "./environment.ts";
import { encodeSeat, parseSeat } from "./socket-attachment.ts";
import { straightThrough } from "./straight-through.ts";
import {
  agentAttached,
  expire,
  judgePhone,
  judgeProof,
  nextExpiry,
  phoneAttached,
  received,
  wentAway,
} from "./switchboard-state.ts";
import { closeCode, markBytes } from "@longrein/protocol/envelope";

/** The header in which the Worker says which host was dialled; requests to this object are its alone. */
export const dialledHostHeader = "longrein-dialled-host";
export const switchboardOrigin = "https://switchboard";

/** Shorter frames are not worth the trouble: they cost the runtime more than their bytes. */
const letGoBytesMin = 2_048;

export class Switchboard extends DurableObject<Environment> {
  readonly #board: Board<WebSocket>;
  readonly #phonesMax: number;
  #alarmIsSet: boolean;

  constructor(state: DurableObjectState, environment: Environment) {
    super(state, environment);
    this.#phonesMax = parseSettings(environment).phonesMax;
    state.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    this.#board = new Board(newMark, this.#remembered());
    // Somebody unproved has been here since before the nap, so the alarm set for them still stands.
    this.#alarmIsSet = nextExpiry(this.#board) !== undefined;
  }

  override async fetch(request: Request): Promise<Response> {
    const { origin, pathname } = new URL(request.url);
    const host = request.headers.get(dialledHostHeader);
    if (origin !== switchboardOrigin || host === null) return new Response(null, { status: 404 });
    const { 0: outer, 1: inner } = new WebSocketPair();
    const now = Date.now();
    this.ctx.acceptWebSocket(inner);
    if (pathname === "/agent") {
      const nonce = crypto.getRandomValues(new Uint8Array(32));
      agentAttached(this.#board, inner, { now, nonce, host });
    } else {
      phoneAttached(this.#board, inner, now);
    }
    this.#act();
    this.#watchUnproved();
    return new Response(null, { status: 101, webSocket: outer });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const bytes = typeof message === "string" ? message : new Uint8Array(message);
    const passing =
      typeof bytes === "string" ? undefined : straightThrough(this.#board, socket, bytes);
    if (passing !== undefined) {
      send(passing.to, passing.bytes);
    } else {
      received(this.#board, socket, bytes, Date.now);
      this.#act();
    }
    letGo(message);
  }

  override webSocketClose(socket: WebSocket): void {
    this.#hasGone(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#hasGone(socket);
  }

  override alarm(): void {
    this.#alarmIsSet = false;
    expire(this.#board, Date.now());
    this.#act();
    this.#watchUnproved();
  }

  /**
   * One alarm while somebody is unproved: one row written and one request for each quiet spell of
   * connects (about $1.15 per million), where a timer would bill ten seconds of memory for each connect
   * (about $16 per million) and keep the object awake. Unconfirmed, so that CHALLENGE does not wait for
   * the disk. It is left to ring in vain when all have proved themselves: unsetting it costs a row too.
   */
  #watchUnproved(): void {
    const at = nextExpiry(this.#board);
    if (at === undefined || this.#alarmIsSet) return;
    this.#alarmIsSet = true;
    void this.ctx.storage.setAlarm(Math.max(at, Date.now()), { allowUnconfirmed: true });
  }

  *#remembered(): Generator<readonly [WebSocket, ReturnType<typeof parseSeat> & object]> {
    for (const socket of this.ctx.getWebSockets()) {
      const seat = parseSeat(socket.deserializeAttachment());
      if (seat !== undefined) yield [socket, seat];
      else socket.close(closeCode.malformed, "unknown attachment");
    }
  }

  #hasGone(socket: WebSocket): void {
    // Woken by this very close, the constructor did not find the socket among those still open.
    const seat = parseSeat(socket.deserializeAttachment());
    if (seat !== undefined) this.#board.recall(socket, seat);
    wentAway(this.#board, socket);
    this.#act();
  }

  /** Acting can call for more: a socket found broken while sending has peers to be told. */
  #act(): void {
    for (let effects = this.#board.takeEffects(); effects.length > 0;) {
      for (const effect of effects) this.#perform(effect);
      effects = this.#board.takeEffects();
    }
  }

  #perform(effect: Effect<WebSocket>): void {
    const { line } = effect;
    switch (effect.do) {
      case "send":
        return send(line, effect.bytes);
      case "remember":
        return line.serializeAttachment(encodeSeat(effect.seat));
      case "close":
        return close(line, effect.code, effect.reason);
      case "check-proof":
        this.ctx.waitUntil(this.#checkProof(effect));
        return;
      case "hash-capability":
        this.ctx.waitUntil(this.#checkCapability(effect));
        return;
    }
  }

  async #checkProof(effect: Extract<Effect<WebSocket>, { do: "check-proof" }>): Promise<void> {
    const isOwnName = (name: string) => this.env.SWITCHBOARD.idFromName(name).equals(this.ctx.id);
    judgeProof(this.#board, effect.line, await isGenuine(effect, isOwnName));
    this.#act();
  }

  async #checkCapability(
    effect: Extract<Effect<WebSocket>, { do: "hash-capability" }>,
  ): Promise<void> {
    const capabilityHash = await sha256(effect.capability);
    judgePhone(this.#board, effect.line, {
      capabilityHash,
      now: Date.now(),
      phonesMax: this.#phonesMax,
      equal: (left, right) => crypto.subtle.timingSafeEqual(left, right),
    });
    this.#act();
  }
}

/**
 * Hands a frame's memory back at once: the collector would let tens of megabytes of such buffers gather
 * first. What was sent on is held by the socket that sends it, and what the board keeps it has copied.
 */
function letGo(message: string | ArrayBuffer): void {
  if (typeof message !== "string" && message.byteLength >= letGoBytesMin) message.transfer(0);
}

function newMark(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(markBytes));
}

function send(socket: WebSocket, bytes: Uint8Array): void {
  try {
    socket.send(bytes);
  } catch {
    // Already closed by the other side; its close event tells the board.
  }
}

function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason);
  } catch {
    // Closed already, by the other side or the network.
  }
}
