// A device as events name it: its id, and what it is called at this moment.

import { deviceNameBytesMax } from "@longrein/protocol/limits";
import { cutText } from "../runs/cut-text.ts";
import type { Store } from "../store/store.ts";

export function deviceNamed({ devices }: Pick<Store, "devices">, id: Uint8Array) {
  const name = devices.byId(id)?.name;
  return { device: id, ...(name !== undefined && { name: cutText(name, deviceNameBytesMax) }) };
}
