// What is shown to pair a phone: the link, and beside it a code to type. Both lead to the one offer that is
// open.

import { type PairingOffer, type Rights, pairingLink } from "@longrein/protocol";
import { askForNameplate } from "../link/nameplate.ts";
import type { PairingDesk } from "../pairing/pairing-desk.ts";
import type { TypedCodeDesk } from "../pairing/typed-code-desk.ts";

export interface RelayAddress {
  /** What the agent dials. */
  readonly url: string;
  readonly secret?: string | undefined;
  /** Where phones find the relay, if not under the same name. */
  readonly publicUrl?: string;
  /** Where phones find the app; the relay serves it unless this says otherwise. */
  readonly appUrl?: string | undefined;
}

export interface ShownOffer {
  readonly link: string;
  readonly expiresAt: number;
  /** Asks the relay; undefined if the offer has ended meanwhile. */
  typedCode(): Promise<string | undefined>;
}

export interface OffersOptions {
  readonly relay: RelayAddress;
  readonly sessionId: Uint8Array;
  /** The key that pairing links carry. */
  readonly noiseKey: Uint8Array;
  readonly pairing: PairingDesk;
  readonly typedCode: TypedCodeDesk;
}

/** Takes the place of whatever offer there was. */
export function openOffer(options: OffersOptions, rights: Rights): ShownOffer {
  const { relay, sessionId, noiseKey: agentKey, pairing, typedCode } = options;
  const { secret, expiresAt } = pairing.open(rights);
  const offer: PairingOffer = { sessionId, agentKey, secret, ...relayHost(relay) };
  const nameplateFor = (ticket: { id: Uint8Array; capability: Uint8Array }) =>
    askForNameplate({ relayUrl: relay.url, relaySecret: relay.secret, sessionId, ticket });
  return {
    link: pairingLink(appUrl(relay), offer),
    expiresAt,
    typedCode: () => typedCode.open(offer, nameplateFor),
  };
}

export function appUrl({ url, publicUrl = url, appUrl: app = publicUrl }: RelayAddress): string {
  return app;
}

/** Where phones find the relay, unless that is where they find the app. */
export function relayElsewhere(relay: RelayAddress): URL | undefined {
  const url = new URL(relay.publicUrl ?? relay.url);
  return url.host === new URL(appUrl(relay)).host ? undefined : url;
}

/** Left out where the app is: links are to stay short. */
function relayHost(relay: RelayAddress): { readonly relayHost?: string } {
  const elsewhere = relayElsewhere(relay);
  return elsewhere === undefined ? {} : { relayHost: elsewhere.host };
}
