// A phone's line through a real relay, in place of the agent's own side: what WirePhone writes goes over a
// WebSocket, and what comes back is delivered to it.

import { WebSocket } from "ws";
import {
  type FrameType,
  type PairingOffer,
  encodePhoneAuth,
  encodePhoneFrame,
  frameType,
  offerCapability,
  offerId,
  pairingPsk,
  parsePairingLink,
  parsePhoneFrame,
  toBase64url,
} from "@longrein/protocol";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { until } from "./until.ts";
import { type HandshakeResult, WirePhone } from "./wire-phone.ts";

export interface RelayPhone {
  readonly phone: WirePhone;
  readonly offer: PairingOffer;
  /** Attaches at the relay: with the offer, or with what pairing has given. */
  attach(id: Uint8Array, capability: Uint8Array): Promise<void>;
  /** Claims the offer and says its name; resolves when somebody has to type the code. */
  enrol(name: string): Promise<HandshakeResult>;
  isAttached(): boolean;
  leave(): void;
}

export function relayPhone(link: string): RelayPhone {
  const { offer, appOrigin = "" } = parsePairingLink(link);
  let socket: WebSocket | undefined;
  const early: Uint8Array[] = [];
  let isOpen = false;
  const send = (bytes: Uint8Array) => (isOpen ? socket?.send(bytes) : early.push(bytes));
  const line = {
    opened: () => undefined,
    frame: ({ type, body }: { type: FrameType; body: Uint8Array }) =>
      void send(encodePhoneFrame(type, body)),
    closed: () => socket?.terminate(),
  };
  const wire = { phones: line, sessionId: offer.sessionId, agentKey: offer.agentKey };
  const phone = new WirePhone(wire, 1);
  const attach = async (id: Uint8Array, capability: Uint8Array) => {
    socket?.terminate();
    isOpen = false;
    const url = `${appOrigin.replace("http", "ws")}/v1/phone`;
    const offered = ["longrein.v1", `s.${toBase64url(offer.sessionId)}`];
    const opened = new WebSocket(url, offered, { perMessageDeflate: false, origin: appOrigin });
    socket = opened;
    let closed = false;
    opened.on("error", () => undefined);
    opened.on("close", () => {
      closed = true;
      if (socket === opened) phone.deliver(frameType.close);
    });
    opened.on("open", () =>
      opened.send(encodePhoneFrame(frameType.auth, encodePhoneAuth(id, capability))),
    );
    opened.on("message", (bytes: Buffer) => {
      const { type, body } = parsePhoneFrame(new Uint8Array(bytes));
      if (type === frameType.mark) return opened.send(bytes);
      if (type === frameType.open) {
        isOpen = true;
        for (const waiting of early.splice(0)) opened.send(waiting);
      } else if (type !== frameType.ok) phone.deliver(type, body);
    });
    await until(() => isOpen || closed, "the relay to let the phone in");
    if (closed) throw new Error("the relay has refused the phone");
  };
  return {
    phone,
    offer,
    attach,
    isAttached: () => socket?.readyState === WebSocket.OPEN,
    leave: () => socket?.terminate(),
    enrol: async (name) => {
      const id = offerId(nodePrimitives, offer.secret);
      await attach(id, offerCapability(nodePrimitives, offer.secret));
      const psk0 = pairingPsk(nodePrimitives, offer.secret);
      const result = await phone.connect({ mode: "pair", id }, psk0);
      const signature = phone.signature(result);
      await phone.say({ t: "enroll", identity: phone.identityKey, name, signature });
      await phone.hears("enroll.waiting");
      return result;
    },
  };
}
