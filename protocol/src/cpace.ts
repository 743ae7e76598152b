// CPACE-RISTR255-SHA512 (draft-irtf-cfrg-cpace), initiator and responder: two sides that know the same
// short secret get the same strong key; a side that guesses wrong learns only that. What the product
// does with the key is in typed-code.ts.
//
//   generator g   map(SHA-512(lv_cat(DSI, secret, zeros, CI, sid)))     zeros fill SHA-512's first block
//   public Y      y · g                       y random below the group's order
//   shared K      y · (the peer's Y)          refused if the point is invalid or the neutral element
//   key ISK       SHA-512(lv_cat(DSI ‖ "_ISK", sid, K) ‖ lv_cat(Ya, ADa) ‖ lv_cat(Yb, ADb))     64 B
//
//   lv_cat puts in front of each part its length in LEB128, so that no two lists of parts look alike.

import { ristretto255, ristretto255_hasher } from "@noble/curves/ed25519.js";
import { bytesToNumberLE } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { ascii, concat, isAllZero, u8 } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";

const { Point } = ristretto255;
// RFC 9496's one-way map, which noble's types leave optional because other curves lack it.
const mapToPoint = ristretto255_hasher.deriveToCurve ?? unavailable;
const domain = ascii("CPaceRistretto255");
const keyDomain = ascii("CPaceRistretto255_ISK");
const hashBlockBytes = 128;

export const cpacePointBytes = 32;
/** Twice as long as the order, so that reducing it leaves no bias worth the name. */
export const cpaceScalarSeedBytes = 64;

export interface CpaceInput {
  readonly secret: Uint8Array;
  /** CI: what the exchange is about; both sides must mean the same. */
  readonly context: Uint8Array;
  readonly sid: Uint8Array;
}

export interface CpaceShare {
  readonly scalar: bigint;
  /** Ya or Yb: what is sent. */
  readonly point: Uint8Array;
}

export interface CpaceMessage {
  readonly point: Uint8Array;
  /** ADa or ADb: associated data, sent in the clear beside the point; the product has none. */
  readonly associated: Uint8Array;
}

export function cpaceGenerator({ secret, context, sid }: CpaceInput): Uint8Array {
  const ahead = prependLength(domain).length + prependLength(secret).length;
  const zeros = new Uint8Array(Math.max(0, hashBlockBytes - 1 - ahead));
  const hashed = sha512(lvCat(domain, secret, zeros, context, sid));
  return mapToPoint(hashed).toBytes();
}

export function cpaceShare(generator: Uint8Array, seed: Uint8Array): CpaceShare {
  if (seed.length !== cpaceScalarSeedBytes) {
    throw new RangeError(`expected ${cpaceScalarSeedBytes} random bytes`);
  }
  return cpaceShareOf(generator, Point.Fn.create(bytesToNumberLE(seed)));
}

/** For test vectors, which fix the scalar. */
export function cpaceShareOf(generator: Uint8Array, scalar: bigint): CpaceShare {
  return { scalar, point: Point.fromBytes(generator).multiply(scalar).toBytes() };
}

/** K. Throws PAKE for anything but the encoding of a point other than the neutral element. */
export function cpaceSharedPoint(scalar: bigint, peer: Uint8Array): Uint8Array {
  try {
    const point = Point.fromBytes(peer);
    if (!isAllZero(peer)) return point.multiply(scalar).toBytes();
  } catch (cause) {
    throw new ProtocolFailure("PAKE", "expected a valid point", { cause });
  }
  throw new ProtocolFailure("PAKE", "expected a point other than the neutral element");
}

/** What was said, initiator first. */
export function cpaceTranscript(initiator: CpaceMessage, responder: CpaceMessage): Uint8Array {
  return concat(
    lvCat(initiator.point, initiator.associated),
    lvCat(responder.point, responder.associated),
  );
}

/** ISK. */
export function cpaceKey(sid: Uint8Array, shared: Uint8Array, transcript: Uint8Array): Uint8Array {
  return sha512(concat(lvCat(keyDomain, sid, shared), transcript));
}

function lvCat(...parts: readonly Uint8Array[]): Uint8Array {
  return concat(...parts.map(prependLength));
}

function prependLength(bytes: Uint8Array): Uint8Array {
  const length: Uint8Array[] = [];
  let rest = bytes.length;
  for (; rest >= 128; rest >>>= 7) length.push(u8((rest & 0x7f) | 0x80));
  return concat(...length, u8(rest), bytes);
}

function unavailable(): never {
  throw new Error("the curve library lacks the map to ristretto255");
}
