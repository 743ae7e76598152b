// What the flags of `up` set. What is given once is kept: the next `longrein up` needs no flags.

import { listenAddress } from "../config/listen-address.ts";
import { appOrigin, publicOrigin, relayOrigin } from "../config/relay-address.ts";
import type { Settings } from "../config/settings.ts";
import { isAddress } from "../platform/own-addresses.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";

export function settingsFromFlags(call: Call, { embeddedRelay }: Settings): Partial<Settings> {
  const relay = call.value("relay");
  const app = call.value("app");
  const isEmbedded = call.isSet("embedded");
  if (relay !== undefined && isEmbedded) throw misused("expected either --relay or --embedded");
  const changed = embeddedFromFlags(call);
  // What could not be started is not kept.
  if (changed !== undefined) listenAddress({ ...embeddedRelay, ...changed });
  return {
    ...(relay === undefined ? {} : { relay: relayOrigin(relay) }),
    ...(isEmbedded ? { relay: "embedded" } : {}),
    ...(app === undefined ? {} : { app: appOrigin(app) }),
    ...(changed === undefined ? {} : { embeddedRelay: { ...embeddedRelay, ...changed } }),
    ...(call.isSet("demo-driver") ? { drivers: ["demo"] } : {}),
  };
}

function embeddedFromFlags(call: Call): Settings["embeddedRelay"] {
  const port = call.value("port");
  const publicUrl = call.value("public-url");
  const address = call.value("address");
  const exposed = call.isSet("i-understand-lan-exposure");
  if (port === undefined && publicUrl === undefined && address === undefined) return undefined;
  return {
    ...(port === undefined ? {} : { port: portOf(port) }),
    ...(publicUrl === undefined ? {} : { publicUrl: publicOrigin(publicUrl) }),
    // Consent is to one address: another one needs it again.
    ...(address === undefined ? {} : { address: addressOf(address), exposed }),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw misused("expected a port from 1 to 65535 after --port");
}

function addressOf(text: string): string {
  if (isAddress(text)) return text;
  throw misused("expected an IP address of this machine after --address, such as 192.168.0.2");
}

function misused(why: string): UserFailure {
  return new UserFailure("usage", why, "longrein help up");
}
