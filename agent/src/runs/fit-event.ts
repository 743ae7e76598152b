// A driver's events, brought down to what a phone takes: what a coding agent says has no bounds of its own,
// and one event that is too long must not end the run that it tells of.

import { limitsOfEvents } from "@longrein/protocol/limits";
import { cutText } from "./cut-text.ts";
import type { RunEvent } from "./driver.ts";

export const titleBytesMax = 512;
const planEntryBytesMax = 1_024;
const noticeBytesMax = 4_096;

/** Streamed text is cut into pieces where it is gathered, not here: none of it is lost. */
export function fitEvent(event: RunEvent): RunEvent {
  switch (event.t) {
    case "prompt":
      return { ...event, text: cutText(event.text, limitsOfEvents.promptBytes) };
    case "plan": {
      const entries = event.entries.slice(0, limitsOfEvents.planEntries);
      const fitted = entries.map(({ text, status }) => ({
        text: cutText(text, planEntryBytesMax),
        status,
      }));
      return { ...event, entries: fitted };
    }
    case "tool":
      return { ...event, title: cutText(event.title, titleBytesMax) };
    case "notice":
      return { ...event, text: cutText(event.text, noticeBytesMax) };
    case "text":
    case "tool.output":
    case "tool.done":
      return event;
  }
}
