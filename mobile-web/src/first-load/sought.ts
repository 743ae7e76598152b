// What the first page shows when there is much: the runs that are looked for, and which page of each list. It outlives
// the lists, so that one comes back from a run to what one had found.

import { signal } from "@preact/signals";
import type { OfMachine } from "../state/across-machines.ts";
import type { Run } from "../state/inbox.ts";

export type IsSought = (run: OfMachine<Run>) => boolean;

/** Undefined: all. */
export const sought = signal<IsSought | undefined>(undefined);
/** By the id of the list's heading; 0, or none, is the first. */
export const pages = signal<Readonly<Record<string, number>>>({});
