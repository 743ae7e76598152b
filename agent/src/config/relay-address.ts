// What may be given as a relay: an origin, by https, or by http on this computer alone, since whoever is in
// between on a network could otherwise see and change what the relay sees. Pure.

import { UserFailure } from "../platform/user-failure.ts";

type What = "relay" | "app";

const addressed = {
  relay: { article: "a relay", example: "https://relay.example.org" },
  app: { article: "the app", example: "https://app.example.org" },
} as const;

/** In its one spelling, without a slash at its end. */
export function relayOrigin(given: string): string {
  return originOf(given, "relay");
}

/** The same for the app, where another origin serves it. */
export function appOrigin(given: string): string {
  return originOf(given, "app");
}

function originOf(given: string, what: What): string {
  if (!URL.canParse(given)) throw notAnAddress(given, what);
  const url = new URL(given);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "";
  if (!isWeb || !isBare || url.username !== "" || url.password !== "") {
    throw notAnAddress(given, what);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new UserFailure(
      "refused",
      `${url.origin} is not encrypted on its way`,
      `give the ${what}'s https address; http is for one on this computer`,
    );
  }
  return url.origin;
}

/** Under which phones find a relay of this computer. Browsers keep keys, and the app, for https alone. */
export function publicOrigin(given: string): string {
  const origin = relayOrigin(given);
  if (new URL(origin).protocol === "https:") return origin;
  throw new UserFailure(
    "usage",
    `${origin} is no address for phones: their browsers run the app under https only`,
    "give the https address of your tunnel or proxy; docs/self-hosting.md says how",
  );
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127(\.\d+){3}$/.test(host);
}

function notAnAddress(given: string, what: What): UserFailure {
  const { article, example } = addressed[what];
  return new UserFailure(
    "usage",
    `${JSON.stringify(given)} is not the address of ${article}`,
    `write it like ${example}, without anything behind the name`,
  );
}
