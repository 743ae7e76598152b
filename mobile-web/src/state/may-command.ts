// Whether this phone gives a machine commands. What it may do the machine says with its first greeting, and decides
// each time anew; until it has said so nothing is kept from anybody, least of all what ends or denies something: a
// machine that refuses does so in words, and a control that is missing tells its owner that they may not.

import type { PhoneState } from "./app-state.ts";

export function mayCommand({ machine }: Pick<PhoneState, "machine">): boolean {
  return machine?.role !== "viewer" && machine?.updateRequired !== true;
}
