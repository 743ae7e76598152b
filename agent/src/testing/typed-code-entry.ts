// A phone on which a code is typed, at a real relay: claims the nameplate, runs the exchange, and has the
// offer, as a link would have given it.

import { once } from "node:events";
import { WebSocket } from "ws";
import {
  type PairingOffer,
  encodePhoneAuth,
  encodePhoneFrame,
  frameType,
  fromBase64url,
  parsePhoneFrame,
  parseTypedCode,
  toBase64url,
} from "@longrein/protocol";
import { TypedCodePhone } from "@longrein/protocol/typed-code-phone";
import { type ShapeOf, object, text } from "@longrein/protocol/shape";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { randomBytes } from "./rows.ts";

const claimed = object({ sessionId: text(22), id: text(22), capability: text(22) });
type Claimed = ShapeOf<typeof claimed>;

/** Rejects with the status when the relay refuses. */
export async function claimNameplate(relayUrl: string, nameplate: string): Promise<Claimed> {
  const response = await fetch(`${relayUrl}/v1/nameplates/claim`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: relayUrl },
    body: JSON.stringify({ nameplate, claim: toBase64url(randomBytes(16)) }),
  });
  if (!response.ok) throw new Error(`the relay refuses the nameplate: ${response.status}`);
  return claimed.parse(await response.json(), "claimed");
}

/** Rejects when the agent lets the phone go instead of giving the offer. */
export async function exchangeCode(
  relayUrl: string,
  { sessionId, id, capability }: Claimed,
  typed: string,
): Promise<PairingOffer> {
  const url = `${relayUrl.replace("http", "ws")}/v1/phone`;
  const options = { perMessageDeflate: false, origin: relayUrl };
  const socket = new WebSocket(url, ["longrein.v1", `s.${sessionId}`], options);
  socket.on("error", () => undefined);
  const left = once(socket, "close").then(() => Promise.reject(new Error("let go")));
  left.catch(() => undefined);
  const arrived: Uint8Array[] = [];
  let wake = (): void => undefined;
  socket.on("message", (bytes: Buffer) => {
    const { type, body } = parsePhoneFrame(new Uint8Array(bytes));
    if (type === frameType.mark) return socket.send(bytes);
    if (type === frameType.close) socket.close();
    if (type === frameType.open || type === frameType.pake) arrived.push(body);
    wake();
  });
  const next = async (): Promise<Uint8Array> => {
    while (arrived.length === 0) {
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), left]);
    }
    return arrived.shift() ?? new Uint8Array();
  };
  await once(socket, "open");
  const bytes = (said: string) => fromBase64url(said) ?? new Uint8Array();
  socket.send(encodePhoneFrame(frameType.auth, encodePhoneAuth(bytes(id), bytes(capability))));
  await next();
  const phone = new TypedCodePhone(nodePrimitives, parseTypedCode(typed));
  socket.send(encodePhoneFrame(frameType.pake, phone.start()));
  socket.send(encodePhoneFrame(frameType.pake, phone.confirm(await next())));
  return phone.finish(await next());
}
