// Paired phones as the command line sees them.

import { equalBytes } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Daemon } from "./daemon.ts";
import { pick } from "./pick.ts";

type DeviceVerbs = "devices.list" | "devices.rename" | "devices.role" | "devices.revoke";

export function localDevices({ devices }: Pick<Daemon, "devices">): Pick<Handlers, DeviceVerbs> {
  const change = (which: string, act: (id: Uint8Array) => string | undefined) => {
    const listed = devices.list().map((line) => ({ ...line, id: line.device }));
    const before = pick(which, listed, "phone", "longrein devices");
    const code = act(before.id);
    if (code !== undefined) {
      throw new UserFailure("failed", `it was not done: ${code}`, "longrein devices");
    }
    const after = devices.list().find(({ device }) => equalBytes(device, before.id));
    return { device: after ?? { ...before, here: false } };
  };
  return {
    "devices.list": () => ({ devices: devices.list() }),
    "devices.rename": ({ which, name }) =>
      change(which, (id) => devices.rename("machine", id, name)),
    "devices.role": ({ which, role, approver }) =>
      change(which, (id) => devices.setRole("machine", id, role, approver)),
    "devices.revoke": ({ which }) => change(which, (id) => devices.revoke("machine", id)),
  };
}
