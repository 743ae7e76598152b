// The pages that are loaded when they are opened, and with them their words in the language that is spoken.

import { type ScreenGiven, type Screens, pageToCome } from "../first-load/app.tsx";
import { type PartOf, lazily } from "../parts/lazily.tsx";
import { translateNew } from "../words/book.ts";

export const screens: Screens = {
  run: inWords(() => import("./run/run-screen.tsx"), "RunScreen"),
  "new-run": inWords(() => import("./new-run/new-run-screen.tsx"), "NewRunScreen"),
  device: inWords(() => import("./device/device-screen.tsx"), "DeviceScreen"),
  devices: inWords(() => import("./devices/devices-screen.tsx"), "DevicesScreen"),
  audit: inWords(() => import("./audit/audit-screen.tsx"), "AuditScreen"),
  sessions: inWords(() => import("./sessions/sessions-screen.tsx"), "SessionsScreen"),
  settings: inWords(() => import("./settings/settings-screen.tsx"), "SettingsScreen"),
  machines: inWords(() => import("./machines/machines-screen.tsx"), "MachinesScreen"),
  pair: inWords(() => import("./pairing/pairing-screen.tsx"), "PairingScreen"),
  ended: inWords(() => import("./device/ended-screen.tsx"), "EndedScreen"),
  elsewhere: inWords(() => import("./device/elsewhere-screen.tsx"), "ElsewhereScreen"),
};

function inWords<Name extends string>(load: PartOf<Name, ScreenGiven>, name: Name) {
  return lazily(async () => {
    const screen = await load();
    await translateNew();
    return screen[name];
  }, pageToCome);
}
