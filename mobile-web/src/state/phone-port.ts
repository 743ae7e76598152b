// The line between what is shown and what is connected: screens give commands through this port and
// learn everything, the fate of their commands too, from the inputs that come back in order.

import type {
  AgentEvent,
  AgentMessage,
  ApprovalAsk,
  Decision,
  OutcomeCode,
} from "@longrein/protocol";

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
      /** "incomplete": a part of the app itself did not load. */
      readonly reason: "revoked" | "update-required" | "storage" | "unpaired" | "incomplete";
      readonly detail?: string;
    };

export type PairingFailure =
  | "wrong-code"
  | "timeout"
  | "cancelled"
  | "used"
  | "expired"
  | "unreachable"
  | "malformed"
  | "storage";

export type PairingStatus =
  | { readonly kind: "none" }
  | { readonly kind: "connecting" }
  /** Show the four digits: they are typed at the machine. */
  | { readonly kind: "check-code"; readonly code: string; readonly secondsLeft: number }
  | { readonly kind: "paired"; readonly machine: string }
  | { readonly kind: "failed"; readonly reason: PairingFailure };

export type CommandProgress =
  | "queued"
  | "sent"
  | "accepted"
  | "running"
  | "done"
  | "failed"
  | "indeterminate";

/** What a command is about, so that its progress can stand where it was given. Ids are 16 bytes. */
export type CommandSubject =
  /** The approval's id. */
  | { readonly kind: "approval"; readonly id: Uint8Array; readonly decision: Decision }
  /** The command's id; `run` once the agent has said which run it made. */
  | {
      readonly kind: "run";
      readonly id: Uint8Array;
      readonly prompt: string;
      readonly run?: Uint8Array;
    }
  /** The command's id, and the run it speaks to. */
  | {
      readonly kind: "prompt";
      readonly id: Uint8Array;
      readonly run: Uint8Array;
      readonly text: string;
    }
  /** The run's id. */
  | { readonly kind: "stop"; readonly id: Uint8Array };

/** `at` is when it happened by the phone's clock, in milliseconds since 1970. */
export type PhoneInput =
  | { readonly kind: "link"; readonly at: number; readonly status: LinkStatus }
  | { readonly kind: "pairing"; readonly at: number; readonly status: PairingStatus }
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
      readonly subject: CommandSubject;
      readonly progress: CommandProgress;
      readonly code?: OutcomeCode;
    };

export interface PhonePort {
  /** Messages, statuses and command progress, in order. One listener; set before `start`. */
  onInput(listener: (input: PhoneInput) => void): void;
  /** A whole pairing link or its fragment. */
  pair(link: string, deviceName: string): void;
  unpair(): Promise<void>;
  openRun(workspace: string, driver: string, prompt: string): void;
  prompt(run: Uint8Array, text: string): void;
  stopRun(run: Uint8Array): void;
  /** Signs and queues; progress comes as input keyed by the approval. */
  answer(ask: ApprovalAsk, decision: Decision): void;
  follow(feed: string): void;
  unfollow(feed: string): void;
  /** Loads the vault and connects if a machine is paired. */
  start(): void;
}
