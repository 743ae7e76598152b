// What the tests must know of one coding agent to put it through everything that all must be able to do.

import type { Driver } from "../../runs/driver.ts";
import type { FakeModel } from "./model/fake-model.ts";
import type { ToolCall } from "./model/model-turn.ts";
import type { PinnedAgent } from "./pinned-agents.ts";
import type { Place } from "./place.ts";

/** What is tested of each: the names of the tests, and the columns of docs/agents.md. */
export const capabilities = [
  "whole turn",
  "command approved",
  "command denied",
  "edit with full diff",
  "question",
  "stop while it speaks",
  "stop while it asks",
  "resume",
  "list of sessions",
  "session shown",
  "usage",
  "killed in the middle",
  "garbage on its output",
  "errors of the model",
  "line of 128 MB",
] as const;

export type Capability = (typeof capabilities)[number];

export interface AgentFixture {
  /** As docs/agents.md names it; two fixtures may drive one coding agent in two ways. */
  readonly name: string;
  readonly agent: PinnedAgent;
  /**
   * Sets the coding agent up in this place so that it knows this model only, and makes the driver for it.
   * `command` is the program to start instead of the one on the PATH.
   */
  make(place: Place, model: FakeModel, command: string): Promise<Driver>;
  readonly approvals: "exact" | "displayed";
  /** The mode in which all is asked, if that is not how it starts. */
  readonly mode?: string;
  /** How its model asks for these; a list where it has to look before it may act. */
  readonly calls: {
    command(script: string): ToolCall;
    edit(path: string, before: string, after: string): readonly ToolCall[];
    question(text: string, choices: readonly string[]): ToolCall;
  };
  /** It does not tell what its commands print. */
  readonly isSilent?: boolean;
  /** What it cannot do, and why, as far as anybody can tell. */
  readonly lacks?: Partial<Readonly<Record<Capability, string>>>;
}
