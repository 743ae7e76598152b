// A relay of this computer whose agent was killed: it carries nothing for anybody, and keeps its port.

import { join } from "node:path";
import { endOrphan } from "./orphan-process.ts";

/** Of the relay that is started beside what keeps its state here. */
export function relayFolder(stateFolder: string): string {
  return join(stateFolder, "relay");
}

export interface RelayNotes {
  readonly pidFile: string;
  /** Its path stands in the relay's command line, and in no other's. */
  readonly configFile: string;
}

export function relayNotes(folder: string): RelayNotes {
  return { pidFile: join(folder, "pid"), configFile: join(folder, "config.capnp") };
}

/** Only where nobody runs who could have started it: it may be in use otherwise. */
export function endLeftRelay(stateFolder: string): Promise<void> {
  const { pidFile, configFile } = relayNotes(relayFolder(stateFolder));
  return endOrphan(pidFile, configFile);
}
