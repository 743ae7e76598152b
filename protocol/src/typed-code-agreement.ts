// How a typed code becomes a pairing offer: CPace over the code's secret, then confirmation, and only
// then the offer, sealed. The pairing that follows is the one of the QR; there is no second path of
// trust. What both sides share is here; typed-code-phone.ts and typed-code-agent.ts take the turns.
// See docs/protocol.md, "Typed code".
//
//   phone → agent   sid[16] ‖ Ya[32]                               48 B
//   agent → phone   Yb[32]                                         32 B
//   phone → agent   Ta = HMAC(Kc, "A" ‖ transcript)                32 B
//   agent → phone   Tb = HMAC(Kc, "B" ‖ transcript) ‖ AES-256-GCM(Ke, offer)      128 B and more
//
//   CPace context    "longrein/1 pake" ‖ nameplate (4 ASCII characters)
//   CPace secret     the code's secret (6 ASCII characters, as parseTypedCode returns them)
//   transcript       sid ‖ lv_cat(Ya, "") ‖ lv_cat(Yb, "")
//   Kc, Ke           keys.ts; Ke seals once: nonce zero, associated data = transcript

import { ascii, concat } from "./bytes.ts";
import {
  type CpaceShare,
  cpaceGenerator,
  cpaceKey,
  cpaceScalarSeedBytes,
  cpaceShare,
  cpaceSharedPoint,
  cpaceTranscript,
} from "./cpace.ts";
import { ProtocolFailure } from "./failure.ts";
import { type PakeKeys, pakeKeys } from "./keys.ts";
import type { Primitives } from "./primitives.ts";
import type { TypedCode } from "./typed-code.ts";

export const exchangeSidBytes = 16;
export const confirmationBytes = 32;
/** Ke seals one message in its life. */
export const onlyNonce = new Uint8Array(12);
const noAssociated = new Uint8Array();

/** What both sides hold once both points are known; equal only if both meant the same code. */
export interface Agreement {
  readonly keys: PakeKeys;
  readonly transcript: Uint8Array;
}

export interface Points {
  /** Ya, the phone's. */
  readonly phone: Uint8Array;
  /** Yb, the agent's. */
  readonly agent: Uint8Array;
}

export function freshShare(primitives: Primitives, code: TypedCode, sid: Uint8Array): CpaceShare {
  const secret = ascii(code.secret);
  const context = ascii(`longrein/1 pake${code.nameplate}`);
  const generator = cpaceGenerator({ secret, context, sid });
  return cpaceShare(generator, primitives.randomBytes(cpaceScalarSeedBytes));
}

export function agree(
  primitives: Primitives,
  sid: Uint8Array,
  scalar: bigint,
  points: Points,
  theirs: Uint8Array,
): Agreement {
  const said = cpaceTranscript(
    { point: points.phone, associated: noAssociated },
    { point: points.agent, associated: noAssociated },
  );
  const key = cpaceKey(sid, cpaceSharedPoint(scalar, theirs), said);
  return { keys: pakeKeys(primitives, key), transcript: concat(sid, said) };
}

/** Ta for "A", Tb for "B": different, so that neither can be sent back as the other. */
export function confirmation(
  primitives: Primitives,
  agreement: Agreement,
  side: "A" | "B",
): Uint8Array {
  return primitives.hmacSha256(agreement.keys.confirm, concat(ascii(side), agreement.transcript));
}

export function outOfTurn(): ProtocolFailure {
  return failed("got a message that does not belong there");
}

export function failed(how: string, options?: ErrorOptions): ProtocolFailure {
  return new ProtocolFailure("PAKE", `the typed code exchange ${how}`, options);
}
