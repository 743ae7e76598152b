// Noise patterns as data (Noise rev 34, sections 7, 9 and 18). A protocol name such as
// "Noise_XKpsk0+psk3_25519_AESGCM_SHA256" becomes the tokens the handshake walks through; the engine
// knows nothing else about a pattern. The product uses one of them, the vectors use all.

import { ProtocolFailure } from "../failure.ts";

export type Token = "e" | "s" | "ee" | "es" | "se" | "ss" | "psk";

export interface Pattern {
  readonly name: string;
  /** Public keys each side knows before the first message. */
  readonly initiatorPreMessage: readonly ("e" | "s")[];
  readonly responderPreMessage: readonly ("e" | "s")[];
  /** Messages in turn, the first by the initiator. */
  readonly messages: readonly (readonly Token[])[];
  readonly pskCount: number;
  /** One-way: only the initiator ever sends. */
  readonly oneWay: boolean;
}

export const suite = "25519_AESGCM_SHA256";

// Pre-messages stand before "|": ">s" is known of the initiator, "<s" of the responder.
const basePatterns: Readonly<Record<string, string>> = {
  // One-way
  N: "<s | e es",
  K: ">s <s | e es ss",
  X: "<s | e es s ss",
  // Fundamental
  NN: "e | e ee",
  NK: "<s | e es | e ee",
  NX: "e | e ee s es",
  KN: ">s | e | e ee se",
  KK: ">s <s | e es ss | e ee se",
  KX: ">s | e | e ee se s es",
  XN: "e | e ee | s se",
  XK: "<s | e es | e ee | s se",
  XX: "e | e ee s es | s se",
  IN: "e s | e ee se",
  IK: "<s | e es s ss | e ee se",
  IX: "e s | e ee se s es",
  // Deferred
  NK1: "<s | e | e ee es",
  NX1: "e | e ee s | es",
  X1N: "e | e ee | s | se",
  X1K: "<s | e es | e ee | s | se",
  XK1: "<s | e | e ee es | s se",
  X1K1: "<s | e | e ee es | s | se",
  X1X: "e | e ee s es | s | se",
  XX1: "e | e ee s | es s se",
  X1X1: "e | e ee s | es s | se",
  K1N: ">s | e | e ee | se",
  K1K: ">s <s | e es | e ee | se",
  KK1: ">s <s | e | e ee se es",
  K1K1: ">s <s | e | e ee es | se",
  K1X: ">s | e | e ee s es | se",
  KX1: ">s | e | e ee se s | es",
  K1X1: ">s | e | e ee s | se es",
  I1N: "e s | e ee | se",
  I1K: "<s | e es s | e ee | se",
  IK1: "<s | e s | e ee se es",
  I1K1: "<s | e s | e ee es | se",
  I1X: "e s | e ee s es | se",
  IX1: "e s | e ee se s | es",
  I1X1: "e s | e ee s | se es",
};

const tokens: readonly Token[] = ["e", "s", "ee", "es", "se", "ss"];

/** Throws UNSUPPORTED for a suite or pattern this engine cannot express. */
export function parseProtocolName(protocolName: string): Pattern {
  const match = /^Noise_([A-Z1]+)((?:psk[0-9]+)(?:\+psk[0-9]+)*)?_(.+)$/.exec(protocolName);
  const base = basePatterns[match?.[1] ?? ""];
  if (match === null || match[3] !== suite || base === undefined) {
    throw new ProtocolFailure("UNSUPPORTED", `cannot express ${protocolName}`);
  }
  const modifiers = (match[2] ?? "").split("+").filter((modifier) => modifier !== "");
  const places = modifiers.map((modifier) => Number(modifier.slice(3)));
  if (new Set(places).size < places.length) {
    throw new ProtocolFailure("UNSUPPORTED", `the same psk twice in ${protocolName}`);
  }
  return build(protocolName, base, places);
}

function build(name: string, base: string, pskPlaces: readonly number[]): Pattern {
  const parts = base.split(" | ").map((part) => part.split(" "));
  const isPreMessage = (part: readonly string[]) => part.some((token) => /[<>]/.test(token));
  const preMessage = parts.filter(isPreMessage).flat();
  const messages = parts.filter((part) => !isPreMessage(part)).map((part) => part.map(asToken));
  for (const place of pskPlaces) addPsk(name, messages, place);
  return {
    name,
    initiatorPreMessage: preMessage.includes(">s") ? ["s"] : [],
    responderPreMessage: preMessage.includes("<s") ? ["s"] : [],
    messages,
    pskCount: pskPlaces.length,
    oneWay: messages.length === 1,
  };
}

/** psk0 opens the first message, pskN closes the N-th. */
function addPsk(name: string, messages: Token[][], place: number): void {
  const message = messages[Math.max(place - 1, 0)];
  if (message === undefined)
    throw new ProtocolFailure("UNSUPPORTED", `no place for psk in ${name}`);
  if (place === 0) message.unshift("psk");
  else message.push("psk");
}

function asToken(token: string): Token {
  const known = tokens.find((candidate) => candidate === token);
  if (known === undefined) throw new ProtocolFailure("UNSUPPORTED", `unknown token ${token}`);
  return known;
}
