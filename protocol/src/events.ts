// What happens, as the phone is told: one tagged union for every coding agent, shaped after ACP's session
// updates. Events stand in feeds: "inbox" (runs and approvals, always followed) and one feed per run.
// An event's bytes are hashed into its feed's chain, so they travel as text and are never re-encoded.

import { limitsOfEvents as most } from "./limits.ts";
import { bytes, flag, integer, list, object, oneOf, optional, text, union } from "./shape.ts";
import type { ShapeOf } from "./shape.ts";

const id = bytes(16);
const at = integer(0);
const title = text(512);

export const runStates = [
  "starting",
  "working",
  "waiting",
  "done",
  "failed",
  "stopping",
  "stopped",
  "indeterminate",
] as const;

export const approvalOutcomes = ["approved", "denied", "expired", "withdrawn", "void"] as const;

const approvalAsk = object({
  approval: id,
  run: id,
  /** The frozen action: exactly these characters, as UTF-8, are what is signed and executed. */
  action: text(most.actionBytes),
  nonce: bytes(16),
  askedAt: at,
  notAfter: at,
  /** 1: a signature; 2: a signature and user verification; 3: not remotely. */
  tier: integer(1, 3),
  risk: object({ level: oneOf("low", "medium", "high"), reasons: list(text(512), 16) }),
  /** What the model says it wants; shown apart, and believed by nobody. */
  says: optional(text(4_096)),
});

const eventShape = union({
  // --- inbox ---
  "run.opened": { run: id, title, driver: text(64), workspace: text(256), at },
  "run.state": { run: id, state: oneOf(...runStates), reason: optional(text(1_024)), at },
  "approval.asked": { ask: approvalAsk },
  "approval.resolved": {
    approval: id,
    run: id,
    outcome: oneOf(...approvalOutcomes),
    /** The device that decided; absent when the agent's machine or the clock did. */
    device: optional(id),
    reason: optional(text(1_024)),
    at,
  },
  // --- a run's feed ---
  prompt: { item: integer(0), text: text(most.promptBytes), at },
  text: { item: integer(0), role: oneOf("answer", "thought"), delta: text(most.deltaBytes) },
  plan: {
    entries: list(
      object({ text: text(1_024), status: oneOf("pending", "active", "done") }),
      most.planEntries,
    ),
  },
  tool: {
    item: integer(0),
    kind: oneOf("command", "edit", "read", "search", "fetch", "other"),
    title,
    /** The approval it waited for, if any. */
    approval: optional(id),
    at,
  },
  "tool.output": { item: integer(0), delta: text(most.deltaBytes) },
  "tool.done": {
    item: integer(0),
    status: oneOf("completed", "failed", "declined", "void"),
    exitCode: optional(integer(-1, 0xffff_ffff)),
    durationMs: optional(integer(0)),
    diff: optional(text(most.actionBytes)),
    truncated: optional(flag),
  },
  notice: { level: oneOf("info", "warning", "error"), text: text(4_096), at },
});

export type AgentEvent = ShapeOf<typeof eventShape>;
export type ApprovalAsk = ShapeOf<typeof approvalAsk>;
export type RunState = (typeof runStates)[number];
export type ApprovalOutcome = (typeof approvalOutcomes)[number];
export { eventShape };
