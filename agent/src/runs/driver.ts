// What a coding agent's adapter meets. A driver says what the coding agent does and wants; it decides
// nothing, executes nothing that needs asking by itself, and never sees who answered.

import type { Action, AgentEvent } from "@longrein/protocol";

/** Events of a run's feed; those of the inbox are the desk's own. */
export type RunEvent = Extract<
  AgentEvent,
  { t: "prompt" | "text" | "plan" | "tool" | "tool.output" | "tool.done" | "notice" }
>;

/** What a driver wants done; the desk adds run and driver, and freezes it. */
export type Wish = WithoutOrigin<Action>;
type WithoutOrigin<A> = A extends Action ? Omit<A, "v" | "run" | "driver"> : never;

export type Performed =
  /** An edit was written, or a command has ended, with all its output or only the first of it. */
  | { readonly kind: "done"; readonly exitCode?: number; readonly truncated?: boolean }
  | { readonly kind: "failed"; readonly why: string }
  /** The machine changed between the question and the answer; nothing was run. */
  | { readonly kind: "void"; readonly why: string }
  | { readonly kind: "denied" }
  | { readonly kind: "expired" }
  | { readonly kind: "withdrawn" }
  /** Policy says never. */
  | { readonly kind: "refused"; readonly why: string };

export interface DriverRun {
  readonly folder: string;
  /** Fires when the run shall stop. */
  readonly signal: AbortSignal;
  emit(event: RunEvent): void;
  /** Numbers the things a run shows. */
  nextItem(): number;
  /** Asks if policy says so, then executes the frozen bytes; `says` is the coding agent's own reason. */
  perform(wish: Wish, title: string, says: string): Promise<Performed>;
}

export interface Driver {
  readonly name: string;
  /** Works until the prompt is dealt with. Rejecting marks the run as failed. */
  work(run: DriverRun, prompt: string): Promise<void>;
}
