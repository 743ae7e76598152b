// The number on the app's icon: approvals and questions that wait. Where a phone has no badges or does not allow them, the
// number is simply not there.

import { computed, effect } from "@preact/signals";
import { waitingInAll } from "../state/across-machines.ts";
import type { Fleet } from "./phone-store.ts";

export function showBadge({ state }: Fleet): void {
  // Before any machine has been heard, an older number is nearer to the truth than none.
  const waiting = computed(() => waitingInAll(state.value.machines));
  effect(() => {
    if (waiting.value === undefined || navigator.setAppBadge === undefined) return;
    // Zero takes the badge away.
    navigator.setAppBadge(waiting.value).catch(() => undefined);
  });
}
