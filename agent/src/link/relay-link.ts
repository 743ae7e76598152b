// The agent's one way out: a WebSocket to the relay, dialled and kept by protocol/link-state. Proves the
// relay key to the relay, hands it the table of who may attach, and passes frames of phones' channels.
// Nothing in here can read a sealed frame.

import {
  type Admission,
  type ChannelFrame,
  type FrameType,
  type LinkAction,
  type LinkEvent,
  type LinkState,
  type Signer,
  encodeAdmissions,
  encodeAgentFrame,
  errorCode,
  frameType,
  parseAgentFrame,
  parseChallenge,
  proofBytes,
  stepLink,
  stoppedLink,
  concat,
  toBase64url,
  subprotocol,
} from "@longrein/protocol";
import { authorization } from "./nameplate.ts";
import { RelaySocket } from "./relay-socket.ts";

export interface LinkClock {
  now(): number;
  /** Returns a function that calls it off. */
  after(milliseconds: number, act: () => void): () => void;
}

/** A clock that is set back must not make a link wait for it to come round again. */
export interface SteadyClock extends LinkClock {
  elapsed(): number;
}

/** What the phones' side of the agent hears; `channel` is the relay's number for one attached phone. */
export interface PhoneEvents {
  opened(channel: number, id: Uint8Array): void;
  frame(frame: ChannelFrame): void;
  closed(channel: number): void;
  /** The link is gone and every channel with it. */
  lost(): void;
}

export interface RelayLinkOptions {
  /** http(s) or ws(s) address of the relay. */
  readonly relayUrl: string;
  /** What a private relay wants to hear of an agent. */
  readonly relaySecret?: string | undefined;
  readonly sessionId: Uint8Array;
  readonly relayKey: Signer;
  readonly clock: SteadyClock;
  /** From 0 to 1, for the back-off's jitter. */
  chance(): number;
  admissions(): readonly Admission[];
  readonly phones: PhoneEvents;
  onState?(state: LinkState): void;
  /** The relay's last word before it hung up; a hint, never a command. */
  onHint?(hint: RelayHint): void;
}

export type RelayHint = "update-required" | "replaced" | "refused" | "busy" | "malformed";

export class RelayLink {
  readonly #options: RelayLinkOptions;
  #state: LinkState = stoppedLink;
  #socket: RelaySocket | undefined;
  #cancelTimer: () => void = () => undefined;

  constructor(options: RelayLinkOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Bytes the socket has not yet taken; senders pause on it. */
  get bufferedBytes(): number {
    return this.#socket?.bufferedBytes ?? 0;
  }

  start(): void {
    this.#step({ kind: "start" });
  }

  stop(): void {
    this.#step({ kind: "stop" });
    this.#cancelTimer();
  }

  /** After sleep or a network change: whatever socket there is may be dead without saying so. */
  wake(): void {
    this.#step({ kind: "wake" });
  }

  /** Frames for a link that is down are dropped: the ends resume by themselves. */
  send(type: FrameType, channel: number, body?: Uint8Array): void {
    if (this.#state.kind === "ready") this.#socket?.send(encodeAgentFrame(type, channel, body));
  }

  /** To be called whenever a phone was added or revoked, or an offer came or went. */
  refreshAdmissions(): void {
    this.send(frameType.auth, 0, encodeAdmissions(this.#options.admissions()));
  }

  #step(event: LinkEvent): void {
    const before = this.#state;
    const { clock, chance, onState } = this.#options;
    const { state, actions } = stepLink(before, event, clock.elapsed(), chance());
    this.#state = state;
    for (const action of actions) this.#act(action);
    if (before.kind === "ready" && state.kind !== "ready") this.#options.phones.lost();
    if (before.kind !== state.kind) onState?.(state);
  }

  #act(action: LinkAction): void {
    switch (action.kind) {
      case "dial":
        this.#socket = this.#dial();
        return;
      case "hang-up":
        this.#socket?.hangUp();
        this.#socket = undefined;
        return;
      case "ping":
        this.#socket?.ping();
        return;
      case "timer":
        this.#cancelTimer();
        this.#cancelTimer = this.#options.clock.after(
          Math.max(0, action.at - this.#options.clock.elapsed()),
          () => this.#step({ kind: "tick" }),
        );
    }
  }

  #dial(): RelaySocket {
    const url = new URL("/v1/agent", this.#options.relayUrl);
    url.protocol = url.protocol.replace("http", "ws");
    const offered = [subprotocol, `s.${toBase64url(this.#options.sessionId)}`];
    const headers = authorization(this.#options.relaySecret);
    const socket: RelaySocket = new RelaySocket(
      { url, offered, headers },
      {
        // A socket we have given up may still speak: only the present one counts.
        opened: () => this.#ifPresent(socket, () => this.#step({ kind: "opened" })),
        heard: () => this.#ifPresent(socket, () => this.#step({ kind: "heard" })),
        closed: () => this.#ifPresent(socket, () => this.#step({ kind: "closed" })),
        message: (bytes) => this.#ifPresent(socket, () => this.#receive(socket, url.host, bytes)),
      },
    );
    return socket;
  }

  #ifPresent(socket: RelaySocket, act: () => void): void {
    if (socket === this.#socket) act();
  }

  #receive(socket: RelaySocket, host: string, bytes: Uint8Array): void {
    // A relay that breaks the format is not worth talking to; the back-off keeps this from looping.
    const broken = () => this.#ifPresent(socket, () => this.#step({ kind: "closed" }));
    try {
      const frame = parseAgentFrame(bytes);
      if (frame.channel === 0) this.#fromRelay(socket, host, frame).catch(broken);
      else this.#fromPhone(frame);
    } catch {
      broken();
    }
  }

  async #fromRelay(socket: RelaySocket, host: string, frame: ChannelFrame): Promise<void> {
    if (frame.type === frameType.challenge && this.#state.kind === "greeting") {
      const proof = await this.#proof(host, parseChallenge(frame.body).nonce);
      this.#ifPresent(socket, () => socket.send(encodeAgentFrame(frameType.proof, 0, proof)));
    } else if (frame.type === frameType.ok) {
      this.#step({ kind: "ready" });
      this.refreshAdmissions();
    } else if (frame.type === frameType.error) {
      this.#options.onHint?.(hintOf(frame.body[0]));
    }
  }

  /** Signs the host that we dialled, whatever host the challenge names: a passed-on challenge fails. */
  async #proof(dialledHost: string, nonce: Uint8Array): Promise<Uint8Array> {
    const { relayKey, sessionId } = this.#options;
    return concat(relayKey.public, await relayKey.sign(proofBytes(dialledHost, sessionId, nonce)));
  }

  #fromPhone(frame: ChannelFrame): void {
    if (this.#state.kind !== "ready") return;
    const { phones } = this.#options;
    if (frame.type === frameType.open) phones.opened(frame.channel, frame.body);
    else if (frame.type === frameType.close) phones.closed(frame.channel);
    else phones.frame(frame);
  }
}

function hintOf(code: number | undefined): RelayHint {
  switch (code) {
    case errorCode.updateRequired:
      return "update-required";
    case errorCode.replaced:
      return "replaced";
    case errorCode.busy:
      return "busy";
    case errorCode.malformed:
      return "malformed";
    default:
      return "refused";
  }
}
