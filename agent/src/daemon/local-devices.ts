// Paired phones as the command line sees them.

import { toBase64url } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import type { DeviceLine } from "../control/verbs.ts";
import { systemClock } from "../platform/clock.ts";
import type { Device } from "../store/device-table.ts";
import type { Daemon } from "./daemon.ts";
import { pick } from "./pick.ts";

type DeviceVerbs = "devices.list" | "devices.rename" | "devices.role" | "devices.revoke";

export function localDevices({ store, phones, link }: Daemon): Pick<Handlers, DeviceVerbs> {
  const picked = (which: string) => pick(which, store.devices.live(), "phone", "longrein devices");
  const lineOf = ({ id, name, role, pairedAt }: Device): DeviceLine => {
    const here = phones.present().some((present) => toBase64url(present) === toBase64url(id));
    return { device: id, name, role, pairedAt, here, words: "" };
  };
  return {
    "devices.list": () => ({ devices: store.devices.live().map(lineOf) }),
    "devices.rename": ({ which }) => ({ device: lineOf(picked(which)) }),
    "devices.role": ({ which }) => ({ device: lineOf(picked(which)) }),
    "devices.revoke": async ({ which }) => {
      const device = picked(which);
      const at = systemClock.now();
      store.database.transaction(() => {
        store.devices.revoke(device.id, at);
        store.audit.append(
          { what: "device.revoked", device: toBase64url(device.id), by: "machine" },
          at,
        );
      });
      link.refreshAdmissions();
      await phones.endDevice(device.id, "revoked");
      return { device: lineOf(device) };
    },
  };
}
