// Addresses of the network: what is one, and under which others can reach this machine now.

import { isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** Without those of the link alone: they come and go with every container. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return all
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .toSorted();
}

export function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}
