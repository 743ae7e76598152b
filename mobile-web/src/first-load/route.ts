// Which page is open, held in the address's fragment: works wherever the app is served from, and every page
// is an entry of the history, so that the phone's own back gesture works.

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Machines } from "../state/fleet-state.ts";
import type { Key } from "../state/identifiers.ts";

type Page =
  | { readonly page: "home" }
  | { readonly page: "run"; readonly run: Key }
  | { readonly page: "new-run" }
  | { readonly page: "device" }
  | { readonly page: "devices" }
  | { readonly page: "audit" }
  | { readonly page: "sessions" }
  | { readonly page: "machines" }
  | { readonly page: "settings" }
  | { readonly page: "pair" };

/** `machine`: whose page it is, by the beginning of its key. */
export type Route = Page & { readonly machine?: string };

const plainPages = [
  "new-run",
  "device",
  "devices",
  "audit",
  "sessions",
  "machines",
  "settings",
  "pair",
] as const;
const beginningLength = 8;

const current = signal<Route>({ page: "home" });
export const route: ReadonlySignal<Route> = current;

export function parseRoute(fragment: string): Route {
  const [, machine, path = ""] = /^#?\/?(?:m\/([\w-]+)\/?)?(.*)$/.exec(fragment) ?? [];
  return { ...parsePage(path), ...(machine !== undefined && { machine }) };
}

function parsePage(path: string): Page {
  const [page, run] = path.split("/");
  if (page === "run" && run !== undefined && run !== "") return { page, run };
  const plain = plainPages.find((each) => each === page);
  return plain === undefined ? { page: "home" } : { page: plain };
}

export function hrefOf(to: Route): string {
  const whose = to.machine === undefined ? "" : `m/${to.machine.slice(0, beginningLength)}/`;
  const path = to.page === "home" ? "" : to.page === "run" ? `run/${to.run}` : to.page;
  return `#/${whose}${path}`;
}

/** The machine that the address names; without a name, the one with this run, or the first. */
export function machineAt(to: Route, machines: Machines): Key | undefined {
  const keys = [...machines.keys()];
  const { machine } = to;
  if (machine !== undefined) {
    const named = keys.filter((key) => key.startsWith(machine));
    // Of two with the same beginning neither is meant for certain.
    return named.length === 1 ? named[0] : undefined;
  }
  const has = (key: Key) => to.page === "run" && machines.get(key)?.inbox.runs.has(to.run) === true;
  return keys.find(has) ?? keys[0];
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
