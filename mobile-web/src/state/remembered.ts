// What is shown from memory until the agent has told it anew. A feed that is remembered is shown as it was, and
// what the agent tells of it stays aside until all of it is in: nothing that is shown goes and comes again.

import { inboxFeed } from "@longrein/protocol";
import { type Key, runFeed, runOfFeed } from "./identifiers.ts";
import { type Known, nothingKnown } from "./known.ts";
import { readMemory, readRunMemory } from "./read-memory.ts";
import type { SeenRuns } from "./seen-runs.ts";
import { emptyTranscript } from "./transcript.ts";

export interface Remembered {
  /** Up to then it was true, by the phone's clock. */
  readonly asOf: number;
  /** The agent's clock minus the phone's, then. */
  readonly clockAheadMs: number;
  /** The runs whose ends are written down, each in a place of its own. */
  readonly slots: readonly Key[];
  /** Those that are shown from memory. */
  readonly feeds: ReadonlySet<string>;
  /** What the agent has told of them since. */
  readonly arriving: Known;
}

interface Remembering extends Known {
  /** Undefined where nothing was written down. */
  readonly remembered: Remembered | undefined;
  readonly seen: SeenRuns;
}

export function isRemembered(
  { remembered }: Pick<Remembering, "remembered">,
  feed: string,
): boolean {
  return remembered?.feeds.has(feed) === true;
}

/** What has been told already is newer. */
export function remember<State extends Remembering>(state: State, text: string): State {
  const memory = readMemory(text);
  if (memory === undefined || state.feeds.has(inboxFeed)) return state;
  const { inbox, asOf, clockAheadMs, slots, seen = state.seen } = memory;
  const feeds = new Set([inboxFeed]);
  return {
    ...state,
    inbox,
    seen,
    remembered: { asOf, clockAheadMs, slots, feeds, arriving: nothingKnown },
  };
}

export function rememberRun<State extends Remembering>(state: State, text: string): State {
  const { remembered } = state;
  const memory = readRunMemory(text);
  if (memory === undefined || remembered === undefined) return state;
  const feed = runFeed(memory.run);
  if (state.feeds.has(feed)) return state;
  return {
    ...state,
    transcripts: new Map(state.transcripts).set(memory.run, memory.transcript),
    remembered: { ...remembered, feeds: new Set(remembered.feeds).add(feed) },
  };
}

/** `change` is what the agent told of the feed. */
export function tell<State extends Remembering>(
  state: State,
  feed: string,
  change: (known: Known) => Known,
): State {
  const { remembered } = state;
  if (remembered === undefined || !isRemembered(state, feed)) {
    return { ...state, ...change(state) };
  }
  const arriving = change(remembered.arriving);
  if (arriving.feeds.get(feed)?.current !== true) {
    return { ...state, remembered: { ...remembered, arriving } };
  }
  return reveal(state, remembered, feed, arriving);
}

/** All that the agent has told of a feed takes the place of what was remembered of it. */
function reveal<State extends Remembering>(
  state: State,
  remembered: Remembered,
  feed: string,
  arrived: Known,
): State {
  const place = arrived.feeds.get(feed);
  const run = runOfFeed(feed);
  const left = new Set([...remembered.feeds].filter((each) => each !== feed));
  return {
    ...state,
    feeds: place ? new Map(state.feeds).set(feed, place) : state.feeds,
    inbox: run === undefined ? arrived.inbox : state.inbox,
    transcripts:
      run === undefined
        ? state.transcripts
        : new Map(state.transcripts).set(run, arrived.transcripts.get(run) ?? emptyTranscript),
    // Only what is shown is held in memory.
    remembered: { ...remembered, feeds: left, arriving: left.size > 0 ? arrived : nothingKnown },
  };
}
