// The app on a recorded stream instead of a link, to look at every screen: open with ?scene=NAME.

import { render } from "preact";
import { App, followFeeds } from "../src/first-load/app.tsx";
import { wearAppearance } from "../src/first-load/appearance.ts";
import { startClock } from "../src/first-load/clock.ts";
import { speakOwnLanguage } from "../src/first-load/language.ts";
import { pairingDesk } from "../src/first-load/pairing-desk.ts";
import { connectFleet } from "../src/first-load/phone-store.ts";
import { takePairingFragment, watchRoute } from "../src/first-load/route.ts";
import { screens } from "../src/screens/load-screens.ts";
import { ReplayPort } from "./replay-port.ts";
import { scenes } from "./scenes.ts";

const parameters = new URLSearchParams(location.search);
const name = parameters.get("scene") ?? "home";
const scene = scenes[name] ?? [];
const inputs = typeof scene === "function" ? scene() : scene;
/** Events of the run that come live, in a second. */
const rate = Number(parameters.get("rate") ?? 0);
const desk = pairingDesk(takePairingFragment());
watchRoute((link) => {
  desk.link.value = link;
});
wearAppearance();
startClock();
const fleet = connectFleet(new ReplayPort(inputs, rate));
followFeeds(fleet);
const root = document.getElementById("app");
await speakOwnLanguage();
if (root !== null) render(<App fleet={fleet} screens={screens} desk={desk} />, root);
fleet.port.start();
