// What the phone knows about one agent, and how each input changes it. Pure: the same inputs give the
// same state, which is how the tests replay recorded streams.

import { type AgentEvent, type AgentMessage, type Role, inboxFeed } from "@longrein/protocol";
import type { AuditHead } from "./audit-log.ts";
import {
  type Commands,
  noCommands,
  noteCommand,
  runBeganAnew,
  takeBackCommand,
} from "./commands.ts";
import { type Key, keyOf, runOfFeed } from "./identifiers.ts";
import { type Inbox, emptyInbox, extendInbox } from "./inbox.ts";
import type { LinkStatus, PhoneInput } from "./phone-port.ts";
import { type Transcript, addUnknown, emptyTranscript, extendTranscript } from "./transcript.ts";

export interface Machine {
  readonly name: string;
  /** Unknown until the first greeting. */
  readonly role: Role | undefined;
  /** This phone, as the agent's events name it. */
  readonly device: Key | undefined;
  /** The agent's clock minus the phone's. */
  readonly clockAheadMs: number;
  /** The audit log when the machine last greeted. */
  readonly audit: AuditHead | undefined;
  /** This build may look but not command. */
  readonly updateRequired: boolean;
}

/** Where the phone stands in a feed. */
export interface FeedPlace {
  readonly seq: number;
  /** Whether all that happened before is in. */
  readonly current: boolean;
  /** The agent's history is not the one this phone saw earlier. */
  readonly changed: boolean;
}

export interface PhoneState {
  readonly link: LinkStatus;
  /** When the agent was last heard, by the phone's clock. */
  readonly heardAt: number | undefined;
  readonly machine: Machine | undefined;
  /** What the machine is called on this phone, if not by its own name. */
  readonly label: string | undefined;
  readonly feeds: ReadonlyMap<string, FeedPlace>;
  readonly inbox: Inbox;
  readonly transcripts: ReadonlyMap<Key, Transcript>;
  readonly commands: Commands;
  /** What has been begun to be written, by run. */
  readonly drafts: ReadonlyMap<Key, string>;
  /** What the machine has said of itself, once it has. */
  readonly setup: Setup | undefined;
  /** The names of paired phones, as far as they were asked for. */
  readonly deviceNames: ReadonlyMap<Key, string>;
}

export type Setup = Extract<AgentMessage, { readonly t: "setup" }>;

export const blankState: PhoneState = {
  link: { kind: "idle" },
  heardAt: undefined,
  machine: undefined,
  label: undefined,
  feeds: new Map(),
  inbox: emptyInbox,
  transcripts: new Map(),
  commands: noCommands,
  drafts: new Map(),
  setup: undefined,
  deviceNames: new Map(),
};

type EventInput = Extract<PhoneInput, { readonly kind: "event" }>;
type Ready = Extract<AgentMessage, { readonly t: "ready" }>;
type Reset = Extract<AgentMessage, { readonly t: "reset" }>;

export function reduce(state: PhoneState, input: PhoneInput): PhoneState {
  switch (input.kind) {
    case "link":
      return takeLink(state, input.status);
    case "message":
      return takeMessage({ ...state, heardAt: input.at }, input.message, input.at);
    case "event":
      return takeEvent({ ...state, heardAt: input.at }, input);
    case "command":
      return { ...state, commands: noteCommand(state.commands, input) };
    case "taken-back":
      return { ...state, commands: takeBackCommand(state.commands, input.command) };
    case "draft":
      return { ...state, drafts: new Map(state.drafts).set(input.run, input.text) };
  }
}

function takeLink(state: PhoneState, link: LinkStatus): PhoneState {
  // Nothing of a machine that is no longer ours may stay in sight.
  if (link.kind !== "ended" || link.reason !== "revoked") return { ...state, link };
  const { heardAt, machine, label } = state;
  return { ...blankState, heardAt, machine, label, link };
}

function takeMessage(state: PhoneState, message: AgentMessage, at: number): PhoneState {
  switch (message.t) {
    case "ready":
      return { ...state, machine: machineOf(message, at) };
    case "reset":
      return forgetFeed(state, message);
    case "current": {
      const place = state.feeds.get(message.feed);
      return withPlace(state, message.feed, {
        seq: message.seq,
        current: true,
        changed: place?.changed ?? false,
      });
    }
    case "setup":
      return { ...state, setup: message };
    case "devices":
      return {
        ...state,
        deviceNames: new Map(message.devices.map(({ device, name }) => [keyOf(device), name])),
      };
    case "event": // comes decoded, as an input of its own
    case "outcome": // comes as command progress
    case "enrolled":
    case "enroll.waiting":
    case "enroll.refused": // come as the status of a pairing
    default:
      return state;
  }
}

function machineOf(ready: Ready, at: number): Machine {
  return {
    name: ready.machine,
    role: ready.role,
    device: keyOf(ready.device),
    clockAheadMs: ready.now - at,
    audit: { size: ready.auditSize, head: ready.auditHead },
    updateRequired: ready.updateRequired !== undefined,
  };
}

function forgetFeed(state: PhoneState, { feed, seq, reason }: Reset): PhoneState {
  const place = { seq, current: false, changed: reason === "changed" };
  const next = withPlace(state, feed, place);
  if (feed === inboxFeed) return { ...next, inbox: emptyInbox };
  const run = runOfFeed(feed);
  return run === undefined ? next : withTranscript(next, run, emptyTranscript);
}

function takeEvent(state: PhoneState, { feed, seq, event }: EventInput): PhoneState {
  const place = state.feeds.get(feed);
  if (place !== undefined && seq <= place.seq) return state; // sent again around a reconnect
  const next = withPlace(state, feed, {
    seq,
    current: place?.current ?? false,
    changed: place?.changed ?? false,
  });
  if (feed === inboxFeed) {
    return event === undefined ? next : takeInboxEvent(next, event, place?.current ?? false);
  }
  const run = runOfFeed(feed);
  if (run === undefined) return next;
  const transcript = next.transcripts.get(run) ?? emptyTranscript;
  const longer = event === undefined ? addUnknown(transcript) : extendTranscript(transcript, event);
  return withTranscript(next, run, longer);
}

/** `live`: it happens now, and is not told of what happened before. */
function takeInboxEvent(state: PhoneState, event: AgentEvent, live: boolean): PhoneState {
  const place = (run: Key) => state.transcripts.get(run)?.items.length;
  const inbox = extendInbox(state.inbox, event, live ? { placeIn: place } : undefined);
  const next = { ...state, inbox };
  if (event.t !== "run.state" || event.state !== "working") return next;
  return { ...next, commands: runBeganAnew(next.commands, keyOf(event.run)) };
}

function withPlace(state: PhoneState, feed: string, place: FeedPlace): PhoneState {
  return { ...state, feeds: new Map(state.feeds).set(feed, place) };
}

function withTranscript(state: PhoneState, run: Key, transcript: Transcript): PhoneState {
  return { ...state, transcripts: new Map(state.transcripts).set(run, transcript) };
}
