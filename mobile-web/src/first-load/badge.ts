// The number on the app's icon: approvals and questions that wait. Where a phone has no badges or does not allow them, the
// number is simply not there.

import { computed, effect } from "@preact/signals";
import { approvalsInSight, isKnown, isPending, openQuestions } from "../state/overview.ts";
import type { Phone } from "./phone-store.ts";

export function showBadge({ state }: Phone): void {
  const waiting = computed(() =>
    // Before the machine has been heard, an older number is nearer to the truth than none.
    isKnown(state.value)
      ? approvalsInSight(state.value).filter(isPending).length + openQuestions(state.value).length
      : undefined,
  );
  effect(() => {
    if (waiting.value === undefined || navigator.setAppBadge === undefined) return;
    // Zero takes the badge away.
    navigator.setAppBadge(waiting.value).catch(() => undefined);
  });
}
