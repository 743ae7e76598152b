// Start: takes a pairing link out of the address before anything else, then mounts.

import { render } from "preact";
import { EarlyPort } from "./early/early-port.ts";
import { App, followFeeds } from "./first-load/app.tsx";
import { wearAppearance } from "./first-load/appearance.ts";
import { showBadge } from "./first-load/badge.ts";
import { startClock } from "./first-load/clock.ts";
import { heldInTab } from "./first-load/held-in-tab.ts";
import { speakOwnLanguage } from "./first-load/language.ts";
import { pairingDesk } from "./first-load/pairing-desk.ts";
import { holdInstallOffer } from "./first-load/installing/install-offer.ts";
import { connectFleet } from "./first-load/phone-store.ts";
import { takePairingFragment, watchRoute } from "./first-load/route.ts";
import { screens } from "./screens/load-screens.ts";

/** A vault that takes longer is said to be opening. */
const openingMs = 300;
const settledMs = 1_000;

const fragment = takePairingFragment();
// Then the vault, which takes its time.
const port = new EarlyPort(async () => (await import("./link/phone-link.ts")).createPhoneLink);
const fleet = connectFleet(port);
const desk = pairingDesk(fragment ?? heldInTab());
// Whoever opens a pairing link says by that where the app is to be used.
if (desk.link.value === undefined) port.start();
else port.useHere();
watchRoute((link) => {
  desk.link.value = link;
});
holdInstallOffer();
wearAppearance();
startClock();
followFeeds(fleet);
showBadge(fleet);
const root = document.getElementById("app");
if (root === null) throw new Error("expected #app");
// Drawn once: until it is known what there is to show, the page stands as it came.
const opened = desk.link.value ?? Promise.race([fleet.opened, after(openingMs)]);
const shown = Promise.all([speakOwnLanguage(), opened]);
void shown.then(() => {
  root.textContent = "";
  render(<App fleet={fleet} screens={screens} desk={desk} />, root);
});
// Without this the app works too: not offline, and with nothing to show before it is connected. It waits until what
// was opened is on the screen.
addEventListener("load", () => {
  void Promise.all([shown, after(settledMs)])
    .then(() => import("./settled.ts"))
    .then(({ keepWhatSettled }) => keepWhatSettled(fleet))
    .catch(() => undefined);
});

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
