// Which runs the list shows when there are many: those that are looked for, and which page of the earlier ones. It
// outlives the list, so that one comes back from a run to what one had found.

import { signal } from "@preact/signals";
import type { OfMachine } from "../state/across-machines.ts";
import type { Run } from "../state/inbox.ts";

export type IsSought = (run: OfMachine<Run>) => boolean;

/** Undefined: all. */
export const sought = signal<IsSought | undefined>(undefined);
/** 0: the latest. */
export const pageOfEarlier = signal(0);
