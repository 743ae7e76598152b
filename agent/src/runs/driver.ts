// What a coding agent's adapter meets. A driver says what the coding agent does and wants; it decides
// nothing, executes nothing that needs asking by itself, and never sees who answered.

import type { Action, AgentEvent, DriverSetup, Question, QuestionAnswer } from "@longrein/protocol";
import type { PromptImage } from "./prompt-image.ts";

/** Events of a run's feed that a driver may say; those of the inbox and of the desk's own are not its. */
export type RunEvent = Extract<
  AgentEvent,
  {
    t:
      | "prompt"
      | "text"
      | "commands"
      | "plan"
      | "tool"
      | "tool.output"
      | "tool.done"
      | "settings"
      | "usage"
      | "compacted"
      | "notice";
  }
>;

export type ToolKind = Extract<RunEvent, { t: "tool" }>["kind"];

/** What a driver wants done; the desk adds run and driver, and freezes it. */
export type Wish = WithoutOrigin<Action>;
type WithoutOrigin<A> = A extends Action ? Omit<A, "v" | "run" | "driver"> : never;

export type Performed =
  /** An edit was written, or a command has ended, with all its output or only the first of it. */
  | { readonly kind: "done"; readonly exitCode?: number; readonly truncated?: boolean }
  | { readonly kind: "failed"; readonly why: string }
  /** The machine changed between the question and the answer; nothing was run. */
  | { readonly kind: "void"; readonly why: string }
  | Unapproved;

export type Unapproved =
  /** `words` is what somebody wants done instead. */
  | { readonly kind: "denied"; readonly words?: string }
  | { readonly kind: "expired" }
  | { readonly kind: "withdrawn" }
  /** Policy says never. */
  | { readonly kind: "refused"; readonly why: string };

/** For coding agents that execute by themselves what they were allowed to. */
export type Permission =
  /** The action as read back from the frozen bytes, after its preconditions were checked again. */
  | { readonly kind: "approved"; readonly action: Action }
  | { readonly kind: "void"; readonly why: string }
  | Unapproved;

export interface Asking {
  readonly wish: Wish;
  readonly title: string;
  /** The coding agent's own reason, if it gave one. */
  readonly says: string;
  /** The item of the transcript that waits for this; the driver itself says when it is done. */
  readonly item: number;
  /** As what the item is shown; absent means: a command, an edit, or a tool of some other kind. */
  readonly kind?: ToolKind;
  /** Whether what is shown is what runs, or only what the coding agent shows. */
  readonly approvals: DriverSetup["approvals"];
  /** Fires when the coding agent no longer waits for the answer. */
  readonly signal: AbortSignal;
}

export type QuestionParts = Question["parts"];

export interface DriverRun {
  readonly folder: string;
  emit(event: RunEvent): void;
  /** Numbers the things a run shows. */
  nextItem(): number;
  /** Asks if policy says so, then executes the frozen bytes; `says` is the coding agent's own reason. */
  perform(wish: Wish, title: string, says: string): Promise<Performed>;
  /** Asks if policy says so; the coding agent executes. Emits the `tool` event of the item. */
  ask(asking: Asking): Promise<Permission>;
  /** Undefined if nobody answered, or the run ended. */
  question(
    parts: QuestionParts,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<QuestionAnswer | undefined>;
  /** How the coding agent itself calls what it now works on; kept for going on later. */
  inSession(session: string): void;
  /** The coding agent's own title for the run. */
  titled(title: string): void;
}

export interface Opening {
  readonly model?: string;
  readonly mode?: string;
  /** A session of the coding agent to go on with, or with a copy of it. */
  readonly session?: string;
  readonly fork?: boolean;
}

/** A run's conversation with its coding agent; lives from the first prompt until the run is put away. */
export interface Conversation {
  /**
   * Works until the prompt is dealt with; rejecting marks the run as failed, and with a LostTurn as indeterminate.
   * `signal` fires when the turn shall stop, and then the promise settles only when nothing of the turn is under way
   * any more, or rejects with a LostTurn.
   */
  turn(prompt: string, signal: AbortSignal, images?: readonly PromptImage[]): Promise<void>;
  /** Says more within the turn; false if the coding agent cannot take it now. */
  steer?(text: string): Promise<boolean>;
  /** From the next turn on; false if there is no such model or mode. */
  set?(settings: { readonly model?: string; readonly mode?: string }): Promise<boolean>;
  /** Ends what belongs to it; settles when it is gone. */
  close(): Promise<void>;
}

export interface PastSession {
  readonly session: string;
  readonly title: string;
  readonly changedAt: number;
  /** Somebody has it open at the machine. */
  readonly open: boolean;
  readonly joinable: boolean;
}

export interface Said {
  readonly by: "user" | "agent";
  readonly text: string;
}

/** The coding agent's own program at the machine, on what phones see, too: either side may speak and answer. */
export interface DesktopWindow {
  readonly argv: readonly [string, ...string[]];
  /** What it is told beyond the user's own environment; may be secret. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** What a coding agent says by a hook while somebody works with it at the desktop. */
export interface DesktopCall {
  readonly session: string;
  /** Where it works. */
  readonly folder: string;
  /** What was typed there last. */
  readonly prompt: string;
  /**
   * The turn at the desktop goes to the conversation that is next given this prompt in this session, to be watched
   * instead of begun. True if one watches it already.
   */
  begin(): boolean;
  /** What the hook is to say; undefined leaves the answer to the desktop. */
  answer(signal: AbortSignal): Promise<string | undefined>;
}

export interface Driver {
  readonly name: string;
  /** Its conversations take images with a prompt, or say in the run that they do not. */
  readonly images?: true;
  /** What phones are told of it; looks whether the coding agent can be used at all. */
  describe(): Promise<DriverSetup>;
  /**
   * All models and modes that there are, found out if need be. For those that describe them only once they have worked;
   * others may take more than they describe.
   */
  choices?(): Promise<Pick<DriverSetup, "models" | "modes">>;
  /** Settles in bounded time; rejecting says why on the phone. */
  open(run: DriverRun, opening: Opening): Promise<Conversation>;
  /** What the coding agent itself remembers of work in this folder, the latest first. */
  sessions?(folder: string): Promise<readonly PastSession[]>;
  /** What was said in such a session, the earliest first, as far as it is still at hand; undefined if it is no such. */
  said?(folder: string, session: string): Promise<readonly Said[] | undefined>;
  /**
   * On this session, or on what works in this folder. Undefined while nothing runs that could be shared;
   * rejecting says why there can be none.
   */
  window?(
    on: { readonly session: string } | { readonly folder: string },
  ): Promise<DesktopWindow | undefined>;
  /** Reads what a hook was told; undefined where that is none of ours. */
  hear?(input: string): Promise<DesktopCall | undefined>;
  /** Ends what was kept for all runs. */
  close?(): Promise<void>;
}
