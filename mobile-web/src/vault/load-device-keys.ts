// The phone's own keys, if it was ever paired, for whoever pairs it now.

import type { Database } from "./database.ts";
import { type DeviceKeys, deviceEntry, isStoredKeys } from "./device-keys.ts";
import { deviceKeysOf } from "./ready-keys.ts";

export async function loadDeviceKeys(database: Database): Promise<DeviceKeys | undefined> {
  const stored = await database.get("keys", deviceEntry);
  return isStoredKeys(stored) ? deviceKeysOf(stored) : undefined;
}
