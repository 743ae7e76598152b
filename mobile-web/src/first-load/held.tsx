// What was given over a minute ago and has not been sent: rare, so it is loaded when there is such a thing.

import type { HeldGiven } from "./held-command.tsx";
import { partInWords } from "./part-in-words.ts";

export const Held = partInWords<HeldGiven>(
  async () => (await import("./held-command.tsx")).HeldCommand,
);
