// Paired phones as the command line sees them.

import { equalBytes } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import type { DeviceLine } from "../control/verbs.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Device } from "../store/device-table.ts";
import type { Daemon } from "./daemon.ts";
import { fingerprintWords } from "./fingerprint-words.ts";
import { pick } from "./pick.ts";

type DeviceVerbs = "devices.list" | "devices.rename" | "devices.role" | "devices.revoke";

export function localDevices({
  devices,
  phones,
}: Pick<Daemon, "devices" | "phones">): Pick<Handlers, DeviceVerbs> {
  const lineOf = ({ id, identityKey, name, role, pairedAt, seenAt }: Device): DeviceLine => {
    const here = phones.present().some((present) => equalBytes(present, id));
    const words = fingerprintWords(nodePrimitives, identityKey);
    const seen = seenAt === undefined ? {} : { seenAt };
    return { device: id, name, role, pairedAt, ...seen, here, words };
  };
  const change = async (which: string, act: (id: Uint8Array) => Promise<boolean> | boolean) => {
    const before = pick(which, devices.live(), "phone", "longrein devices");
    await act(before.id);
    const after = devices.live().find(({ id }) => equalBytes(id, before.id));
    return { device: lineOf(after ?? before) };
  };
  return {
    "devices.list": () => ({ devices: devices.live().map(lineOf) }),
    "devices.rename": ({ which, name }) =>
      change(which, (id) => devices.rename(id, name, "machine")),
    "devices.role": ({ which, role }) =>
      change(which, (id) => devices.setRole(id, role, "machine")),
    "devices.revoke": ({ which }) => change(which, (id) => devices.revoke(id, "machine")),
  };
}
