// Finds the address of a host that others have named, and only where it is on the public internet: what is connected
// to is the very address that was looked at.

import { lookup } from "node:dns";
import { BlockList, type LookupFunction, isIPv6 } from "node:net";

/** Own and neighbouring networks, this machine, many at once, and what leads there by another spelling. */
const notPublic = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  notPublic.addSubnet(network, bits, "ipv4");
}
/** Of IPv6 that is what begins with 001, but for the tunnels of IPv4 within it. */
const publicNow = new BlockList();
publicNow.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of [
  ["2001::", 32],
  ["2002::", 16],
] as const) {
  notPublic.addSubnet(network, bits, "ipv6");
}
/** A network without IPv4 reaches it so; the four bytes at the end say what. */
const byTranslation = /^64:ff9b::([\da-f]{1,4}):([\da-f]{1,4})$/;

export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !notPublic.check(address, "ipv4");
  const [, high, low] = byTranslation.exec(address.toLowerCase()) ?? [];
  if (high !== undefined && low !== undefined) return isPublicAddress(fourBytes(high, low));
  return publicNow.check(address, "ipv6") && !notPublic.check(address, "ipv6");
}

function fourBytes(high: string, low: string): string {
  return [high, low]
    .map((half) => Number.parseInt(half, 16))
    .flatMap((half) => [half >> 8, half & 0xff])
    .join(".");
}

/** As `dns.lookup`, and fails where any of a host's addresses is not public. */
export const lookupPublic: LookupFunction = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, (failure, addresses) => {
    if (failure !== null) return found(failure, "");
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      return found(Object.assign(new Error("no public address"), { code: "EPRIVATE" }), "");
    }
    if (options.all === true) return found(null, addresses);
    found(null, first.address, first.family);
  });
};
