// The pages that are loaded when they are opened, and with them their words in the language that is spoken.

import type { FunctionComponent } from "preact";
import { type ScreenGiven, type Screens, pageToCome } from "../first-load/app.tsx";
import { lazily } from "../parts/lazily.tsx";
import { translateNew } from "../words/book.ts";

export const screens: Screens = {
  run: inWords(async () => (await import("./run/run-screen.tsx")).RunScreen),
  "new-run": inWords(async () => (await import("./new-run/new-run-screen.tsx")).NewRunScreen),
  device: inWords(async () => (await import("./device/device-screen.tsx")).DeviceScreen),
  devices: inWords(async () => (await import("./devices/devices-screen.tsx")).DevicesScreen),
  audit: inWords(async () => (await import("./audit/audit-screen.tsx")).AuditScreen),
  sessions: inWords(async () => (await import("./sessions/sessions-screen.tsx")).SessionsScreen),
  settings: inWords(async () => (await import("./settings/settings-screen.tsx")).SettingsScreen),
  machines: inWords(async () => (await import("./machines/machines-screen.tsx")).MachinesScreen),
  pair: inWords(async () => (await import("./pairing/pairing-screen.tsx")).PairingScreen),
  ended: inWords(async () => (await import("./device/ended-screen.tsx")).EndedScreen),
  elsewhere: inWords(async () => (await import("./device/elsewhere-screen.tsx")).ElsewhereScreen),
};

function inWords(load: () => Promise<FunctionComponent<ScreenGiven>>) {
  return lazily(async () => {
    const screen = await load();
    await translateNew();
    return screen;
  }, pageToCome);
}
