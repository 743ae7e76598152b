// A driver's events, brought down to what a phone takes: what a coding agent says has no bounds of its own,
// and one event that is too long must not end the run that it tells of.

import { limitsOfEvents } from "@longrein/protocol/limits";
import { cutText } from "./cut-text.ts";
import type { RunEvent } from "./driver.ts";
import { fitCommands } from "./fit-commands.ts";

export const titleBytesMax = 512;
const planEntryBytesMax = 1_024;
const noticeBytesMax = 4_096;
const nextBytesMax = 1_024;
const wordsBytesMax = 2_048;
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
      const { words, ...rest } = event;
      return words === undefined ? event : { ...rest, words: cutText(words, wordsBytesMax) };
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
