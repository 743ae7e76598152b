// Which page is open, held in the address's fragment: works wherever the app is served from, and every page
// is an entry of the history, so that the phone's own back gesture works.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Key } from "../state/identifiers.ts";

export type Route =
  | { readonly page: "home" }
  | { readonly page: "run"; readonly run: Key }
  | { readonly page: "new-run" }
  | { readonly page: "device" }
  | { readonly page: "devices" }
  | { readonly page: "audit" }
  | { readonly page: "settings" }
  | { readonly page: "pair" };

const plainPages = ["new-run", "device", "devices", "audit", "settings", "pair"] as const;

const current = signal<Route>({ page: "home" });
export const route: ReadonlySignal<Route> = current;

export function parseRoute(fragment: string): Route {
  const [page, run] = fragment.replace(/^#\/?/, "").split("/");
  if (page === "run" && run !== undefined && run !== "") return { page, run };
  const plain = plainPages.find((each) => each === page);
  return plain === undefined ? { page: "home" } : { page: plain };
}

export function hrefOf(to: Route): string {
  if (to.page === "home") return "#/";
  return to.page === "run" ? `#/run/${to.run}` : `#/${to.page}`;
}

/** A pairing link may also be opened while the app is open already. */
export function watchRoute(onPairingLink: (link: string) => void): void {
  const read = () => {
    const link = takePairingFragment();
    if (link !== undefined) onPairingLink(link);
    current.value = parseRoute(location.hash);
    scrollTo(0, 0);
  };
  current.value = parseRoute(location.hash);
  addEventListener("hashchange", read);
}

export function go(to: Route): void {
  location.hash = hrefOf(to);
}

/** Takes the place of the page that is open, so that "back" does not return to what is over. */
export function replaceWith(to: Route): void {
  history.replaceState(null, "", hrefOf(to));
  current.value = to;
  scrollTo(0, 0);
}

const pairingFragment = /^#1[\w-]/;

/** A pairing link is a secret: it leaves the address and the history before anything else happens. */
export function takePairingFragment(): string | undefined {
  const fragment = location.hash;
  if (!pairingFragment.test(fragment)) return undefined;
  history.replaceState(null, "", location.pathname);
  return fragment;
}
