// Why a typed code led to no offer.

import type { PairingFailure } from "../../state/fleet-port.ts";

export class CodeRefused extends Error {
  readonly reason: PairingFailure;

  constructor(reason: PairingFailure) {
    super(reason);
    this.name = "CodeRefused";
    this.reason = reason;
  }
}
