// Which page stands on the screen. Pages beyond the first are loaded when they are opened; what loads them
// is handed in, so that this part needs to know none of them.

import { computed, effect } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { runFeed } from "../state/identifiers.ts";
import { feedsToFollow } from "../state/overview.ts";
import { words } from "../words/words.ts";
import { Home } from "./home.tsx";
import { Incomplete } from "./incomplete.tsx";
import { language } from "./language.ts";
import { type PairingDesk, isPairing } from "./pairing-desk.ts";
import type { Fleet, Phone } from "./phone-store.ts";
import { type Route, machineAt, route } from "./route.ts";

export interface ScreenGiven {
  readonly fleet: Fleet;
  /** The machine that the page is about. */
  readonly phone: Phone;
  readonly route: Route;
  readonly desk: PairingDesk;
}

type ScreenName = Exclude<Route["page"], "home"> | "ended" | "elsewhere";
export type Screens = Readonly<Record<ScreenName, FunctionComponent<ScreenGiven>>>;

interface Given {
  readonly fleet: Fleet;
  readonly screens: Screens;
  readonly desk: PairingDesk;
}

/** In another language every page is drawn anew. */
export function App(given: Given): JSX.Element {
  return <Page key={language.value} {...given} />;
}

function Page({ fleet, screens, desk }: Given): JSX.Element {
  const machine = machineAt(route.value, fleet.state.value.machines);
  const phone = fleet.of(machine ?? "");
  const page = pageFor(fleet, phone, desk);
  if (page === "opening") return <Opening />;
  if (page === "home") return <Home fleet={fleet} />;
  if (page === "incomplete") return <Incomplete />;
  const Screen = screens[page];
  return <Screen fleet={fleet} phone={phone} route={route.value} desk={desk} />;
}

type PageName = ScreenName | "home" | "opening" | "incomplete";

function pageFor(fleet: Fleet, phone: Phone, desk: PairingDesk): PageName {
  const { app, machines } = fleet.state.value;
  if (app === "incomplete" || app === "elsewhere") return app;
  if (isPairing(desk, fleet.state.value)) return "pair";
  if (app === "storage") return "ended";
  if (app === "opening") return "opening";
  const { page } = route.value;
  if (page === "pair") return page;
  const isOver = phone.state.value.link.kind === "ended";
  if (machines.size === 1 && isOver) return "ended";
  if (page === "home" || page === "machines" || page === "settings") return page;
  // The machine was forgotten, or the address is wrong.
  if (!machines.has(phone.machine)) return "home";
  return isOver ? "ended" : page;
}

/** Stands for a page that has not come, or not yet. */
export function pageToCome(isMissing: boolean): JSX.Element {
  return isMissing ? <Incomplete /> : <Opening />;
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
export function followFeeds(fleet: Fleet): void {
  const wanted = computed(() => {
    const { machines } = fleet.state.value;
    const shown = route.value.page === "run" ? route.value : undefined;
    const at = shown && machineAt(shown, machines);
    return [...machines]
      .flatMap(([key, state]) =>
        feedsToFollow(state, key === at ? shown?.run : undefined).map((feed) => `${key} ${feed}`),
      )
      .join("\n");
  });
  let followed = new Set<string>();
  const change = (each: string, how: "follow" | "unfollow") => {
    const [machine = "", feed = ""] = each.split(" ");
    const { port } = fleet.of(machine);
    port[how](feed);
    if (how === "unfollow") return;
    const slots = fleet.state.peek().machines.get(machine)?.remembered?.slots ?? [];
    const place = slots.findIndex((run) => runFeed(run) === feed);
    // Something to look at until the machine has told all of it.
    if (place !== -1) port.recall(place);
  };
  effect(() => {
    const next = new Set(wanted.value === "" ? [] : wanted.value.split("\n"));
    for (const each of followed) if (!next.has(each)) change(each, "unfollow");
    for (const each of next) if (!followed.has(each)) change(each, "follow");
    followed = next;
  });
}
