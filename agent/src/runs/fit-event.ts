// A driver's events, brought down to what a phone takes: what a coding agent says has no bounds of its own,
// and one event that is too long must not end the run that it tells of.

import { limitsOfEvents } from "@longrein/protocol/limits";
import { cutLines, cutText } from "./cut-text.ts";
import type { RunEvent } from "./driver.ts";
import { fitCommands } from "./fit-commands.ts";

export const titleBytesMax = 512;
const planEntryBytesMax = 1_024;
const noticeBytesMax = 4_096;
const nextBytesMax = 1_024;
const wordsBytesMax = 2_048;
/** Whatever stands in it, the event has room for it; the whole of what a turn has changed is kept apart. */
const diffBytesMax = 524_288;
const modelBytesMax = 128;
const modeBytesMax = 64;

/** Streamed text is cut into pieces where it is gathered, not here: none of it is lost. */
export function fitEvent(event: RunEvent): RunEvent {
  switch (event.t) {
    case "prompt":
      return { ...event, text: cutText(event.text, limitsOfEvents.promptBytes) };
    case "commands":
      return { ...event, commands: fitCommands(event.commands) };
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
    case "notice": {
      const { text, next, ...rest } = event;
      const further = next === undefined ? {} : { next: cutText(next, nextBytesMax) };
      return { ...rest, text: cutText(text, noticeBytesMax), ...further };
    }
    case "tool.done": {
      const { words, diff, ...rest } = event;
      return {
        ...rest,
        ...(words === undefined ? {} : { words: cutText(words, wordsBytesMax) }),
        ...(diff === undefined ? {} : fitDiff(diff)),
      };
    }
    case "settings": {
      const { model, mode, ...rest } = event;
      return {
        ...rest,
        ...(model === undefined ? {} : { model: cutText(model, modelBytesMax) }),
        ...(mode === undefined ? {} : { mode: cutText(mode, modeBytesMax) }),
      };
    }
    case "usage": {
      const { model, ...rest } = event;
      return model === undefined ? event : { ...rest, model: cutText(model, modelBytesMax) };
    }
    case "text":
    case "tool.output":
    case "compacted":
      return event;
  }
}

function fitDiff(diff: string): { readonly diff: string; readonly truncated?: true } {
  const fitted = cutLines(diff, diffBytesMax);
  return fitted.length === diff.length ? { diff: fitted } : { diff: fitted, truncated: true };
}
