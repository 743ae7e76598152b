// What the phone knows about one agent, and how each input changes it. Pure: the same inputs give the
// same state, which is how the tests replay recorded streams.

import { type AgentMessage, type Role, inboxFeed } from "@longrein/protocol";
import type { AuditHead } from "./audit-log.ts";
import {
  type Commands,
  noCommands,
  noteCommand,
  runBeganAnew,
  takeBackCommand,
} from "./commands.ts";
import { type Key, keyOf } from "./identifiers.ts";
import { type Known, nothingKnown, takeCurrent, takeEvent, takeReset } from "./known.ts";
import type { LinkStatus, PhoneInput } from "./phone-port.ts";
import { type Remembered, remember, rememberRun, tell } from "./remembered.ts";
import type { SeenRuns } from "./seen-runs.ts";

export interface Machine {
  readonly name: string;
  /** Unknown until the first greeting, as is whether it may approve. */
  readonly role?: Role | undefined;
  readonly approver?: boolean | undefined;
  /** This phone, as the agent's events name it. */
  readonly device: Key | undefined;
  /** The agent's clock minus the phone's. */
  readonly clockAheadMs: number;
  /** The audit log when the machine last greeted. */
  readonly audit?: AuditHead | undefined;
  /** This build may look but not command. */
  readonly updateRequired: boolean;
}

export interface PhoneState extends Known {
  readonly link: LinkStatus;
  /** When the agent was last heard, by the phone's clock. */
  readonly heardAt: number | undefined;
  readonly machine: Machine | undefined;
  /** What the machine is called on this phone, if not by its own name. */
  readonly label: string | undefined;
  /** What is still shown as it was when the app was last open; undefined where nothing was written down. */
  readonly remembered: Remembered | undefined;
  /** What of its runs this phone has shown. */
  readonly seen: SeenRuns;
  readonly commands: Commands;
  /** What has been begun to be written, by run; for a new one by the key of the machine. */
  readonly drafts: ReadonlyMap<Key, string>;
  /** What the machine has said of itself, once it has. */
  readonly setup: Setup | undefined;
}

export type Setup = Extract<AgentMessage, { readonly t: "setup" }>;

export const blankState: PhoneState = {
  ...nothingKnown,
  link: { kind: "idle" },
  heardAt: undefined,
  machine: undefined,
  label: undefined,
  remembered: undefined,
  seen: { runs: new Map() },
  commands: noCommands,
  drafts: new Map(),
  setup: undefined,
};

type EventInput = Extract<PhoneInput, { readonly kind: "event" }>;
type Ready = Extract<AgentMessage, { readonly t: "ready" }>;
type MemoryInput = Extract<PhoneInput, { readonly kind: "remembered" }>;

export function reduce(state: PhoneState, input: PhoneInput): PhoneState {
  switch (input.kind) {
    case "link":
      return takeLink(state, input.status);
    case "message":
      return takeMessage({ ...state, heardAt: input.at }, input.message, input.at);
    case "event":
      return takeEventOf({ ...state, heardAt: input.at }, input);
    case "remembered":
      return takeMemory(state, input);
    case "command":
      return { ...state, commands: noteCommand(state.commands, input) };
    case "taken-back":
      return { ...state, commands: takeBackCommand(state.commands, input.command) };
    case "draft":
      return { ...state, drafts: new Map(state.drafts).set(input.run, input.text) };
    case "shown": {
      const { seen, inbox } = state;
      const changedAt = inbox.runs.get(input.run)?.changedAt ?? 0;
      return { ...state, seen: { ...seen, runs: new Map(seen.runs).set(input.run, changedAt) } };
    }
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
    case "ready": {
      const seen = { since: message.now, ...state.seen };
      return { ...state, seen, machine: machineOf(message, at) };
    }
    case "reset":
      return tell(state, message.feed, (known) => takeReset(known, message));
    case "current":
      return tell(state, message.feed, (known) => takeCurrent(known, message));
    case "setup":
      return { ...state, setup: message };
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
    approver: ready.approver ?? ready.role !== "viewer",
    device: keyOf(ready.device),
    clockAheadMs: ready.now - at,
    audit: { size: ready.auditSize, head: ready.auditHead },
    updateRequired: ready.updateRequired !== undefined,
  };
}

function takeEventOf(state: PhoneState, input: EventInput): PhoneState {
  const { feed, event } = input;
  const next = tell(state, feed, (known) => takeEvent(known, input));
  if (feed !== inboxFeed || event?.t !== "run.state" || event.state !== "working") return next;
  return { ...next, commands: runBeganAnew(next.commands, keyOf(event.run)) };
}

function takeMemory(state: PhoneState, { place, text }: MemoryInput): PhoneState {
  if (place !== "inbox") return rememberRun(state, text);
  const next = remember(state, text);
  const { remembered, machine } = next;
  if (next === state || remembered === undefined || machine === undefined) return state;
  const { asOf, clockAheadMs } = remembered;
  return { ...next, heardAt: asOf, machine: { ...machine, clockAheadMs } };
}
