// A relay on this machine: the very Worker that is deployed, run by workerd as a child process that can
// reach no network and listens on loopback unless told otherwise. For trying things out, and for those who bring their own
// way in (a tunnel, a private network).

import { dialAddress } from "../config/listen-address.ts";
import { relayFolder } from "../platform/left-relay.ts";
import { type WorkerdProcess, startWorkerd } from "../platform/workerd-process.ts";
import { embeddedRelayConfig } from "./embedded-relay-config.ts";

export interface EmbeddedRelayOptions {
  /** The built Worker, one module. */
  readonly workerFile: string;
  /** The built app, an absolute path; without it the relay serves no pages. */
  readonly appFolder?: string;
  /** A folder of the agent's own; the relay makes one for itself in it. */
  readonly stateFolder: string;
  /** An IP address of this machine; loopback unless given. */
  readonly address?: string;
  /** 0 or absent: any that is free. */
  readonly port?: number;
  /** Further names under which this relay is reached, e.g. a tunnel's; loopback always is. */
  readonly hosts?: readonly string[];
  /** Further variables of the Worker, as in docs/self-hosting.md. */
  readonly variables?: Readonly<Record<string, string>>;
}

const objectsFolder = "objects";

/** Resolves when it answers. `died` and `stop` of what it gives say and do what their names promise. */
export function startEmbeddedRelay(options: EmbeddedRelayOptions): Promise<WorkerdProcess> {
  const { workerFile, appFolder, stateFolder, port = 0, hosts = [], variables } = options;
  const { address = "127.0.0.1" } = options;
  const dialled = bracketed(dialAddress(address));
  const ownHosts = [...new Set(["127.0.0.1", "localhost", dialled, ...hosts])].join(",");
  const config = embeddedRelayConfig({
    listen: `${bracketed(address)}:${port}`,
    objectsFolder,
    appFolder,
    // No edge in front says who a client is, unless the caller knows of one.
    variables: { CLIENT_ADDRESSES: "unknown", ...variables, PUBLIC_HOSTS: ownHosts },
  });
  const folder = relayFolder(stateFolder);
  return startWorkerd({ folder, workerFile, objectsFolder, config, host: dialled });
}

/** As addresses of IPv6 stand in a URL. */
function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
