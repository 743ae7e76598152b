// From the code that somebody typed to the offer that a link would have held.

import { type PairingOffer, type TypedCode, parseTypedCode } from "@longrein/protocol";
import { claimNameplate } from "./claim-nameplate.ts";
import { CodeRefused } from "./code-refused.ts";
import { exchangeCode } from "./exchange-code.ts";

/** Rejects with CodeRefused. */
export async function offerByCode(relayUrl: string, typed: string): Promise<PairingOffer> {
  const code = read(typed);
  return exchangeCode(relayUrl, await claimNameplate(relayUrl, code.nameplate), code);
}

function read(typed: string): TypedCode {
  try {
    return parseTypedCode(typed);
  } catch {
    throw new CodeRefused("malformed");
  }
}
