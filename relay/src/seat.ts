// What the relay knows about one socket: a tagged union, one kind for each point a socket can be at.

import type { Admission } from "@longrein/protocol/envelope";

/** Who may attach, as the agent last said, and when it said so: `seconds` of a row counts from there. */
export interface AdmissionTable {
  readonly rows: readonly Admission[];
  readonly arrivedAt: number;
}

export type Seat =
  | {
      readonly kind: "agent-challenged";
      readonly since: number;
      readonly nonce: Uint8Array;
      readonly host: string;
    }
  /** Its proof is being checked. Never outlives the object's memory: see socket-attachment.ts. */
  | { readonly kind: "agent-proving"; readonly since: number }
  | {
      readonly kind: "agent";
      readonly nextChannel: number;
      /** Undefined until the agent has sent it: until then nobody can be judged. */
      readonly table: AdmissionTable | undefined;
    }
  | { readonly kind: "phone-silent"; readonly since: number }
  /** Its capability is being hashed. */
  | { readonly kind: "phone-asking"; readonly since: number; readonly id: Uint8Array }
  | {
      readonly kind: "phone";
      readonly channel: number;
      readonly id: Uint8Array;
      /** Sent and not yet come back, the oldest first; see pressure.ts. */
      readonly marks: readonly Uint8Array[];
    }
  /** Closed by the relay; whatever still arrives from it counts for nothing. */
  | { readonly kind: "left" };

export type SeatOf<Kind extends Seat["kind"]> = Extract<Seat, { kind: Kind }>;

/** When an unproved socket attached, undefined for one that need not prove anything any more. */
export function waitingSince(seat: Seat): number | undefined {
  switch (seat.kind) {
    case "agent-challenged":
    case "agent-proving":
    case "phone-silent":
    case "phone-asking":
      return seat.since;
    case "agent":
    case "phone":
    case "left":
      return undefined;
  }
}
