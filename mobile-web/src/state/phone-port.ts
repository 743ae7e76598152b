// The line between what is shown and what is connected, for one machine: screens give commands through this port
// and learn everything, the fate of their commands too, from the inputs that come back in order.

import type {
  AgentEvent,
  AgentMessage,
  ApprovalAsk,
  Command,
  Decision,
  OutcomeCode,
  PolicyProfile,
  Query,
  QueryAnswer,
  Role,
} from "@longrein/protocol";
import type { Key } from "./identifiers.ts";

export type LinkStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "dialling"; readonly attempt: number }
  /** Sockets are open, the handshake is under way. */
  | { readonly kind: "greeting" }
  | { readonly kind: "ready"; readonly since: number }
  | {
      readonly kind: "waiting";
      readonly untilMs: number;
      readonly reason: "offline" | "agent-away" | "refused" | "failed";
    }
  | {
      readonly kind: "ended";
      readonly reason: "revoked" | "update-required";
      readonly detail?: string;
    };

export type CommandProgress =
  | "queued"
  | "sent"
  | "accepted"
  | "running"
  | "done"
  | "failed"
  | "indeterminate";

/** Why a queued command has not gone out. */
export interface Waiting {
  /** "a-word": it is too old to be sent without being asked about once more. */
  readonly for: "link" | "a-word";
  /** It went out on an earlier link: nobody knows whether it arrived. */
  readonly maybeSent: boolean;
}

/** What a command is about, so that its progress can stand where it was given. Ids are 16 bytes. */
export type CommandSubject =
  /** The approval's id. */
  | { readonly kind: "approval"; readonly id: Uint8Array; readonly decision: Decision }
  /** The command's id; `run` once the agent has said which run it made. */
  | {
      readonly kind: "run";
      readonly id: Uint8Array;
      readonly prompt: string;
      /** It goes on with what was said at the desktop. */
      readonly inSession: boolean;
      readonly run?: Uint8Array;
    }
  /** The command's id, and the run it speaks to. */
  | {
      readonly kind: "prompt";
      readonly id: Uint8Array;
      readonly run: Uint8Array;
      readonly text: string;
      /** Absent: only if the run is at rest. */
      readonly when?: "queue" | "steer";
    }
  /** The prompt's own id; without text it is withdrawn. */
  | {
      readonly kind: "waiting-prompt";
      readonly id: Uint8Array;
      readonly run: Uint8Array;
      readonly text?: string;
    }
  /** The run's id. */
  | { readonly kind: "stop"; readonly id: Uint8Array }
  /** The id of the run all of whose approvals are denied, and which is stopped. */
  | { readonly kind: "deny-all"; readonly id: Uint8Array }
  /** The question's id. */
  | { readonly kind: "question"; readonly id: Uint8Array; readonly declined: boolean }
  /** The id of the phone that is renamed, given a role, or revoked. */
  | { readonly kind: "device"; readonly id: Uint8Array; readonly role?: Role }
  /** The command's id, and what it does to the machine as a whole. */
  | { readonly kind: "machine"; readonly id: Uint8Array; readonly does: MachineVerb }
  /** The run's id, and what shall hold there. */
  | { readonly kind: "settings"; readonly id: Uint8Array; readonly to: RunSettings };

/** Denies all that is asked, ends everything, or lowers the ceiling. */
export type MachineVerb = "deny" | "kill" | "lower";

export interface RunSettings {
  readonly model?: string;
  readonly mode?: string;
  readonly profile?: PolicyProfile;
}

/** Where something of a machine is written down: what stands on the first screen, or the end of a run. */
export type MemoryPlace = "inbox" | number;

/** `at` is when it happened by the phone's clock, in milliseconds since 1970. */
export type PhoneInput =
  | { readonly kind: "link"; readonly at: number; readonly status: LinkStatus }
  /** `ready`, `reset` and `current`; others are harmless. Events come decoded, as below. */
  | { readonly kind: "message"; readonly at: number; readonly message: AgentMessage }
  /** Chained and in order. Undefined: of a kind this version does not know. */
  | {
      readonly kind: "event";
      readonly at: number;
      readonly feed: string;
      readonly seq: number;
      readonly event: AgentEvent | undefined;
    }
  | {
      readonly kind: "command";
      readonly at: number;
      /** The command's own id. */
      readonly command: Uint8Array;
      readonly subject: CommandSubject;
      readonly progress: CommandProgress;
      readonly code?: OutcomeCode;
      /** When the machine has room for it again, by the phone's clock. */
      readonly againAt?: number | undefined;
      /** With "queued", unless it is about to be sent. */
      readonly waiting?: Waiting;
    }
  /** It is as if the command had never been given. */
  | { readonly kind: "taken-back"; readonly at: number; readonly command: Uint8Array }
  /** What somebody has begun to write to a run, or under the machine's key to a new one; empty once it was sent or wiped. */
  | { readonly kind: "draft"; readonly at: number; readonly run: Key; readonly text: string }
  /** The page of a run stands on the screen, as the run is now. */
  | { readonly kind: "shown"; readonly at: number; readonly run: Key }
  /** What the phone wrote down when it was last open. */
  | {
      readonly kind: "remembered";
      readonly at: number;
      readonly place: MemoryPlace;
      readonly text: string;
    };

/** What the screens say of a command; the link adds its id and how long it may take. */
export type CommandBody = WithoutFrame<Exclude<Command, { readonly t: "approval.answer" }>>;
type WithoutFrame<C> = C extends Command ? Omit<C, "id" | "exp"> : never;

export type QueryBody = WithoutId<Query>;
type WithoutId<Q> = Q extends Query ? Omit<Q, "id"> : never;

export interface HowToAnswer {
  /** They go with a denial. */
  readonly words?: string | undefined;
  /** The approval holds for the same again in this run. */
  readonly scope?: "run" | undefined;
}

export interface MachinePort {
  /** Queues it, and sends it as soon as there is a link; its fate comes as input. */
  give(command: CommandBody): void;
  /** Signs and queues; progress comes as input keyed by the approval. */
  answer(ask: ApprovalAsk, decision: Decision, how?: HowToAnswer): void;
  /** The word that a command waits for which is too old to be sent without one. */
  sendNow(command: Uint8Array): void;
  /** A command that waits is not sent, or not again; one that has come to nothing is forgotten. */
  takeBack(command: Uint8Array): void;
  /** Undefined if the link broke, or was not there, before it was answered. */
  ask(query: QueryBody): Promise<QueryAnswer | undefined>;
  /** `run`: the machine's own key for one that there is not yet. */
  keepDraft(run: Key, text: string): void;
  /** Written down for the next time; an empty text forgets what was there. */
  remember(place: MemoryPlace, text: string): void;
  /** What was written down there comes as input, if anything was. */
  recall(place: MemoryPlace): void;
  follow(feed: string): void;
  unfollow(feed: string): void;
}
