// The items of a transcript, as they are shown. What a coding agent says (prose, titles, plans) and what was
// recorded (output, exit codes, checks, digests) are different kinds, so that neither passes for the other.

import type { AgentEvent } from "@longrein/protocol";
import type { Key } from "./identifiers.ts";

type EventOf<T extends AgentEvent["t"]> = Extract<AgentEvent, { readonly t: T }>;
type Told<T extends AgentEvent["t"]> = Omit<EventOf<T>, "t">;

export type PlanEntry = EventOf<"plan">["entries"][number];
export type ToolResult = Omit<EventOf<"tool.done">, "t" | "item">;
export type ToolKind = EventOf<"tool">["kind"];

export interface PromptItem {
  readonly kind: "prompt";
  readonly item: number;
  readonly text: string;
  /** How many went with it. */
  readonly images?: number | undefined;
  /** The phone that it came from; undefined when it was typed at the machine. */
  readonly device: Key | undefined;
  readonly at: number;
}

export interface ProseItem {
  readonly kind: "answer" | "thought";
  readonly item: number;
  readonly text: string;
}

export interface ToolItem {
  readonly kind: "tool";
  readonly item: number;
  readonly tool: ToolKind;
  readonly title: string;
  readonly approval: Key | undefined;
  readonly at: number;
  /** Somebody has approved the same for the whole run. */
  readonly unasked?: true;
  readonly output: string;
  /** Whether the phone let go of the beginning of the output. */
  readonly cut: boolean;
  /** Undefined while it runs or waits. */
  readonly result: ToolResult | undefined;
}

export interface NoticeItem extends Told<"notice"> {
  readonly kind: "notice";
}

export interface ValidationItem extends Told<"validation"> {
  readonly kind: "validation";
}

export type Gate = Told<"gate">;

/** Rules that looked at the same moment stand together. */
export interface GatesItem {
  readonly kind: "gates";
  readonly gates: readonly Gate[];
}

export interface ArtifactItem {
  readonly kind: "artifact";
  readonly artifact: Told<"artifact">;
}

export interface UsageItem extends Told<"usage"> {
  readonly kind: "usage";
}

export interface AttemptItem extends Told<"attempt"> {
  readonly kind: "attempt";
}

export interface SettingsItem extends Told<"settings"> {
  readonly kind: "settings";
}

export interface CompactedItem {
  readonly kind: "compacted";
  readonly at: number;
}

/** A question was answered, or nobody can answer it any more. */
export interface QuestionItem {
  readonly kind: "question";
  readonly outcome: EventOf<"question.resolved">["outcome"];
  /** The phone that answered, and what it is called. */
  readonly device: Key | undefined;
  readonly name: string | undefined;
  readonly at: number;
}

/** Of a newer agent: this version knows that something happened, and not what. */
export interface UnknownItem {
  readonly kind: "unknown";
  readonly count: number;
}

export type EvidenceItem = ValidationItem | GatesItem | ArtifactItem;

export type TranscriptItem =
  | PromptItem
  | ProseItem
  | ToolItem
  | NoticeItem
  | EvidenceItem
  | UsageItem
  | AttemptItem
  | SettingsItem
  | CompactedItem
  | QuestionItem
  | UnknownItem;
