// The pages that are loaded when they are opened.

import type { Screens } from "../first-load/app.tsx";

export const screens: Screens = {
  run: async () => (await import("./run/run-screen.tsx")).RunScreen,
  "new-run": async () => (await import("./new-run/new-run-screen.tsx")).NewRunScreen,
  device: async () => (await import("./device/device-screen.tsx")).DeviceScreen,
  pair: async () => (await import("./pairing/pairing-screen.tsx")).PairingScreen,
  ended: async () => (await import("./device/ended-screen.tsx")).EndedScreen,
};
