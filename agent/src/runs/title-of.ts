// What a run is called until its coding agent has a better name for it.

import { cutText } from "./cut-text.ts";
import { titleBytesMax } from "./fit-event.ts";

/** The first line of its prompt, short enough for a list. */
export function titleOf(prompt: string): string {
  const [line = ""] = prompt.trim().split("\n");
  const characters = [...line];
  const short = characters.length <= 80 ? line : `${characters.slice(0, 79).join("")}…`;
  return cutText(short, titleBytesMax);
}
