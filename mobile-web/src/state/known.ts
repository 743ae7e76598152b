// What the agent has told in its feeds, and what each message about a feed makes of it.

import { type AgentEvent, type AgentMessage, inboxFeed } from "@longrein/protocol";
import { type Key, runOfFeed } from "./identifiers.ts";
import { type Inbox, emptyInbox, extendInbox } from "./inbox.ts";
import type { PhoneInput } from "./phone-port.ts";
import { type Transcript, addUnknown, emptyTranscript, extendTranscript } from "./transcript.ts";

/** Where the phone stands in a feed. */
export interface FeedPlace {
  readonly seq: number;
  /** Whether all that happened before is in. */
  readonly current: boolean;
  /** The agent's history is not the one this phone saw earlier. */
  readonly changed: boolean;
}

export interface Known {
  readonly feeds: ReadonlyMap<string, FeedPlace>;
  readonly inbox: Inbox;
  readonly transcripts: ReadonlyMap<Key, Transcript>;
}

export const nothingKnown: Known = { feeds: new Map(), inbox: emptyInbox, transcripts: new Map() };

type EventInput = Extract<PhoneInput, { readonly kind: "event" }>;
type Reset = Extract<AgentMessage, { readonly t: "reset" }>;
type Current = Extract<AgentMessage, { readonly t: "current" }>;

export function takeEvent(known: Known, { feed, seq, event }: EventInput): Known {
  const place = known.feeds.get(feed);
  if (place !== undefined && seq <= place.seq) return known; // sent again around a reconnect
  const current = place?.current ?? false;
  const next = withPlace(known, feed, { seq, current, changed: place?.changed ?? false });
  if (feed === inboxFeed) return event === undefined ? next : takeInboxEvent(next, event, current);
  const run = runOfFeed(feed);
  if (run === undefined) return next;
  const transcript = next.transcripts.get(run) ?? emptyTranscript;
  if (event === undefined) return withTranscript(next, run, addUnknown(transcript));
  const told = withTranscript(next, run, extendTranscript(transcript, event));
  // What is answered is so wherever it is told first.
  return event.t === "question.resolved" ? takeInboxEvent(told, event, true) : told;
}

export function takeCurrent(known: Known, { feed, seq }: Current): Known {
  const changed = known.feeds.get(feed)?.changed ?? false;
  return withPlace(known, feed, { seq, current: true, changed });
}

export function takeReset(known: Known, { feed, seq, reason }: Reset): Known {
  const next = withPlace(known, feed, { seq, current: false, changed: reason === "changed" });
  if (feed === inboxFeed) return { ...next, inbox: emptyInbox };
  const run = runOfFeed(feed);
  return run === undefined ? next : withTranscript(next, run, emptyTranscript);
}

/** `live`: it happens now, and is not told of what happened before. */
function takeInboxEvent(known: Known, event: AgentEvent, live: boolean): Known {
  return { ...known, inbox: extendInbox(known.inbox, event, live) };
}

function withPlace(known: Known, feed: string, place: FeedPlace): Known {
  return { ...known, feeds: new Map(known.feeds).set(feed, place) };
}

function withTranscript(known: Known, run: Key, transcript: Transcript): Known {
  return { ...known, transcripts: new Map(known.transcripts).set(run, transcript) };
}
