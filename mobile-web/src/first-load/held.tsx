// What was given over a minute ago and has not been sent: rare, so it is loaded when there is such a thing.

import { lazily } from "../parts/lazily.tsx";
import type { HeldGiven } from "./held-command.tsx";
import { missingPart } from "./missing-part.tsx";

export const Held = lazily<HeldGiven>(
  async () => (await import("./held-command.tsx")).HeldCommand,
  missingPart,
);
