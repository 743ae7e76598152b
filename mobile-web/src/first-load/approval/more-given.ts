// What each answer beyond the plain yes and no is given.

import type { ApprovalAsk } from "@longrein/protocol";
import type { Phone } from "../phone-store.ts";

export interface MoreGiven {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  readonly disabled: boolean;
  /** It was read to its end, on a phone that may approve it. */
  readonly mayApprove: boolean;
  /** Something was decided: the card has nothing left to decide. */
  readonly onGiven: () => void;
}
