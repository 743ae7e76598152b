// The phone as most of a run's page needs it: its state stays the same object while the run only goes on.

import { computed } from "@preact/signals";
import type { Phone } from "../../first-load/phone-store.ts";
import { atRest } from "../../state/at-rest.ts";
import type { Key } from "../../state/identifiers.ts";

export function phoneAtRest(phone: Phone, run: Key): Phone {
  let last = phone.state.peek();
  const state = computed(() => (last = atRest(last, phone.state.value, run)));
  return { ...phone, state };
}
