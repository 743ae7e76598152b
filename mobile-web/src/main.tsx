// Start: takes a pairing link out of the address before anything else, then mounts.

import { render } from "preact";
import { EarlyPort } from "./early/early-port.ts";
import { App, followFeeds } from "./first-load/app.tsx";
import { wearAppearance } from "./first-load/appearance.ts";
import { showBadge } from "./first-load/badge.ts";
import { startClock } from "./first-load/clock.ts";
import { heldInTab } from "./first-load/held-in-tab.ts";
import { speakOwnLanguage } from "./first-load/language.ts";
import { newVersionIsReady } from "./first-load/new-version.ts";
import { pairingDesk } from "./first-load/pairing-desk.ts";
import { connectFleet } from "./first-load/phone-store.ts";
import { takePairingFragment, watchRoute } from "./first-load/route.ts";
import { screens } from "./screens/load-screens.ts";

/** By then what was opened is on the screen. */
const settledMs = 3_000;

const desk = pairingDesk(takePairingFragment() ?? heldInTab());
const port = new EarlyPort(async () => (await import("./link/phone-link.ts")).createPhoneLink);
const fleet = connectFleet(port);
// Before all else, since the vault takes its time. Whoever opens a pairing link says by that where the app is to be
// used.
if (desk.link.value === undefined) port.start();
else port.useHere();
watchRoute((link) => {
  desk.link.value = link;
});
wearAppearance();
startClock();
followFeeds(fleet);
showBadge(fleet);
const root = document.getElementById("app");
if (root === null) throw new Error("expected #app");
void speakOwnLanguage().then(() => {
  root.textContent = "";
  render(<App fleet={fleet} screens={screens} desk={desk} />, root);
});
// Without them the app works too: not offline, and with nothing to show before it is connected.
addEventListener("load", () => {
  if ("serviceWorker" in navigator) keepAppHere().catch(() => undefined);
  setTimeout(() => void keepMemoryHere().catch(() => undefined), settledMs);
});

async function keepAppHere(): Promise<void> {
  const keeping = await import("./first-load/keep-app.ts");
  await keeping.keepAppHere(newVersionIsReady);
}

async function keepMemoryHere(): Promise<void> {
  const { keepMemory } = await import("./memory/keep-memory.ts");
  keepMemory(fleet);
}
