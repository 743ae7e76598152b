// What the first page mentions at its end besides a newer version: found out, and loaded, once the page stands.

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { Fleet } from "./phone-store.ts";

export const homeMention = signal<FunctionComponent<{ readonly fleet: Fleet }> | undefined>(
  undefined,
);
