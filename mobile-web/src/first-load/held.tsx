// What was given over a minute ago and has not been sent: rare, so it is loaded when there is such a thing.

import { partInWords } from "./part-in-words.ts";

export const Held = partInWords(() => import("./held-command.tsx"), "HeldCommand");
