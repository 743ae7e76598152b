// OpenCode's events as they come, one JSON in a line of its own. When the connection breaks it is made again a
// few times; what was said in between is lost, and whoever listens is told to look for himself.

import { LineSplitter } from "../../platform/line-splitter.ts";
import type { ServerClient } from "./server-client.ts";

export interface EventListener {
  event(event: unknown): void;
  /** One was longer than anybody should hold. */
  overlong(): void;
  /** Connected, from now on and perhaps again. */
  connected(): void;
  /** There will be no more. */
  lost(why: string): void;
}

const eventBytesMax = 16 * 1_024 * 1_024;
const triesMax = 5;
const tryAgainAfterMs = 200;
/** It says that it is there every ten seconds. */
const silentAtMostMs = 60_000;
const mark = "data:";

/** Returns how to stop listening. */
export function listen(client: ServerClient, listener: EventListener): () => void {
  const stop = new AbortController();
  void keepListening(client, listener, stop.signal);
  return () => stop.abort();
}

async function keepListening(
  client: ServerClient,
  listener: EventListener,
  signal: AbortSignal,
): Promise<void> {
  let why = "";
  for (let tries = 0; tries < triesMax; tries++) {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silentAtMostMs);
    try {
      const pieces = await client.events(AbortSignal.any([signal, silence.signal]));
      listener.connected();
      const lines = new LineSplitter(eventBytesMax, {
        line: (text) => {
          // It works, so all is as at the beginning.
          tries = 0;
          take(text, listener);
        },
        tooLong: () => listener.overlong(),
      });
      for await (const piece of pieces) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silentAtMostMs);
        lines.push(piece);
      }
      why = "it hung up";
    } catch (failure) {
      why = failure instanceof Error ? failure.message : "unknown";
    } finally {
      clearTimeout(timer);
    }
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, tryAgainAfterMs * (tries + 1)));
    if (signal.aborted) return;
  }
  listener.lost(`OpenCode's events do not come any more: ${why}`);
}

function take(line: string, listener: EventListener): void {
  if (!line.startsWith(mark)) return;
  let event: unknown;
  try {
    event = JSON.parse(line.slice(mark.length));
  } catch {
    return; // not an event, whatever it is
  }
  listener.event(event);
}
