// Where the relay on this computer listens: loopback, unless somebody has said, and meant, otherwise. Pure.

import { UserFailure } from "../platform/user-failure.ts";
import { isLoopback } from "./relay-address.ts";
import type { Settings } from "./settings.ts";

type EmbeddedRelay = NonNullable<Settings["embeddedRelay"]>;

const loopback = "127.0.0.1";

/** Throws if others could reach it without the user's word, or without a way for phones to use it. */
export function listenAddress(settings: EmbeddedRelay): string {
  const { address = loopback, exposed, publicUrl } = settings;
  if (!isExposed(settings)) return address;
  if (exposed !== true) {
    throw new UserFailure(
      "refused",
      `at ${address} every machine of that network could talk to the relay`,
      "if that is what you want: longrein up --embedded --address ADDRESS --public-url URL --i-understand-lan-exposure",
    );
  }
  if (publicUrl === undefined) {
    throw new UserFailure(
      "refused",
      `a phone could not use the relay at http://${address}: browsers run the app under https only`,
      "put a proxy with a certificate, or a tunnel, before it and name it with --public-url https://…",
    );
  }
  return address;
}

/** Whether anybody but this computer could reach it. */
export function isExposed({ address = loopback }: EmbeddedRelay): boolean {
  return !isLoopback(address);
}

/** Where the agent itself reaches a relay that listens there. */
export function dialAddress(listening: string): string {
  if (listening === "0.0.0.0" || listening === "::") return loopback;
  return listening;
}
