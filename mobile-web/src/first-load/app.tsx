// Which page stands on the screen. Pages beyond the first are loaded when they are opened; what loads them
// is handed in, so that this part needs to know none of them.

import { computed, effect, signal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { feedsToFollow } from "../state/overview.ts";
import { words } from "../words/words.ts";
import { Home } from "./home.tsx";
import { Incomplete } from "./incomplete.tsx";
import { language } from "./language.ts";
import { type PairingDesk, isPairing } from "./pairing-desk.ts";
import type { Phone } from "./phone-store.ts";
import { type Route, route } from "./route.ts";

export interface ScreenGiven {
  readonly phone: Phone;
  readonly route: Route;
  readonly desk: PairingDesk;
}

type ScreenName = Exclude<Route["page"], "home"> | "ended" | "elsewhere";
type Screen = FunctionComponent<ScreenGiven>;
export type Screens = Readonly<Record<ScreenName, () => Promise<Screen>>>;

const loaded = signal<ReadonlyMap<ScreenName, Screen | "missing">>(new Map());

interface Given {
  readonly phone: Phone;
  readonly screens: Screens;
  readonly desk: PairingDesk;
}

/** In another language every page is drawn anew. */
export function App(given: Given): JSX.Element {
  return <Page key={language.value} {...given} />;
}

function Page({ phone, screens, desk }: Given): JSX.Element {
  const page = pageFor(phone, desk);
  if (page === "opening") return <Opening />;
  if (page === "home") return <Home phone={phone} />;
  if (page === "incomplete") return <Incomplete />;
  const Screen = loaded.value.get(page);
  if (Screen === undefined) {
    load(page, screens);
    return <Opening />;
  }
  if (Screen === "missing") return <Incomplete />;
  return <Screen phone={phone} route={route.value} desk={desk} />;
}

type PageName = ScreenName | "home" | "opening" | "incomplete";

function pageFor(phone: Phone, desk: PairingDesk): PageName {
  const state = phone.state.value;
  if (state.link.kind === "ended" && state.link.reason === "incomplete") return "incomplete";
  if (state.link.kind === "elsewhere") return "elsewhere";
  if (isPairing(desk, state)) return "pair";
  if (state.link.kind === "ended") return "ended";
  if (state.pairing.kind === "opening") return "opening";
  return route.value.page;
}

function load(name: ScreenName, screens: Screens): void {
  const note = (screen: Screen | "missing") => {
    loaded.value = new Map(loaded.value).set(name, screen);
  };
  screens[name]().then(note, () => note("missing"));
}

function Opening(): JSX.Element {
  return (
    <div class="page">
      <h1>{words.app.name}</h1>
      <div class="link" data-link="idle">
        {words.app.opening}
      </div>
    </div>
  );
}

/** Follows the feeds that the screen needs, and lets go of those it no longer does. */
export function followFeeds(phone: Phone): void {
  const wanted = computed(() => {
    const open = route.value.page === "run" ? route.value.run : undefined;
    return feedsToFollow(phone.state.value, open).join("\n");
  });
  let followed = new Set<string>();
  effect(() => {
    const next = new Set(wanted.value === "" ? [] : wanted.value.split("\n"));
    for (const feed of followed) if (!next.has(feed)) phone.port.unfollow(feed);
    for (const feed of next) if (!followed.has(feed)) phone.port.follow(feed);
    followed = next;
  });
}
