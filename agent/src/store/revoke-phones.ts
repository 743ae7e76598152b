// Every phone at once, where no agent runs that could tell them: at its next attempt each is turned away.

import { toBase64url } from "@longrein/protocol";
import type { Store } from "./store.ts";

/** How many there were. */
export function revokePhones({ database, devices, audit }: Store, at: number): number {
  return database.transaction(() => {
    const phones = devices.live();
    for (const { id } of phones) {
      devices.revoke(id, at);
      audit.append({ what: "device.revoked", revoked: toBase64url(id), by: "machine" }, at);
    }
    return phones.length;
  });
}
