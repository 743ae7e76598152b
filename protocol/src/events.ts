// What happens, as the phone is told: one tagged union for every coding agent, shaped after ACP's session
// updates. Events stand in feeds: "inbox" (runs and approvals, always followed) and one feed per run.
// An event's bytes are hashed into its feed's chain, so they travel as text and are never re-encoded.

import { deviceNameBytesMax, imagesPerPromptMax, limitsOfEvents as most } from "./limits.ts";
import { policyProfiles, question } from "./setup.ts";
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
  /** Absent means exact; "displayed": the coding agent shows this and runs what it has itself. */
  approvals: optional(oneOf("exact", "displayed")),
  /** It may be approved for the run: the same action, or edits of the same file, without asking again. */
  forRun: optional(flag),
});

const eventShape = union({
  // --- inbox ---
  "run.opened": {
    run: id,
    title,
    driver: text(64),
    workspace: text(256),
    /** Goes on with what was begun in a window at the desktop. */
    desktop: optional(flag),
    at,
  },
  "run.state": {
    run: id,
    state: oneOf(...runStates),
    reason: optional(text(1_024)),
    /** It did nothing but wait for an answer when the agent ended: the prompt with which it can be let go on. */
    goOn: optional(text(1_024)),
    at,
  },
  "approval.asked": { ask: approvalAsk },
  "approval.resolved": {
    approval: id,
    run: id,
    outcome: oneOf(...approvalOutcomes),
    /** The device that decided, and what it is called; absent when the agent's machine or the clock did. */
    device: optional(id),
    name: optional(text(deviceNameBytesMax)),
    reason: optional(text(1_024)),
    at,
  },
  "run.titled": { run: id, title, at },
  "question.asked": { ask: question },
  /** Told in the run's feed, too: there it stands where it happened. */
  "question.resolved": {
    question: id,
    run: id,
    outcome: oneOf("answered", "declined", "expired", "withdrawn"),
    device: optional(id),
    name: optional(text(deviceNameBytesMax)),
    at,
  },
  // --- a run's feed ---
  prompt: {
    item: integer(0),
    text: text(most.promptBytes),
    /** How many went with it. */
    images: optional(integer(1, imagesPerPromptMax)),
    /** The command it came with, and whose it was; absent for what was typed at the machine. */
    command: optional(id),
    device: optional(id),
    at,
  },
  /** It waits for the end of the turn; told again with the next revision when it was changed. */
  "prompt.queued": {
    command: id,
    revision: integer(1),
    text: text(most.promptBytes),
    device: optional(id),
    at,
  },
  /** It waits no longer and was not begun; without a command, none of those that waited will be. */
  "prompt.dropped": {
    command: optional(id),
    why: oneOf("withdrawn", "turn", "budget", "restart"),
    /** Whoever withdrew it. */
    device: optional(id),
    at,
  },
  /** A start of work on the run, in a folder of its own or in the workspace itself. */
  attempt: {
    number: integer(1),
    place: oneOf("worktree", "folder"),
    /** The commit that the worktree was made of. */
    base: optional(text(64)),
    warning: optional(text(1_024)),
    at,
  },
  /** What holds from here on. */
  settings: {
    model: optional(text(128)),
    mode: optional(text(64)),
    profile: optional(oneOf(...policyProfiles)),
    at,
  },
  text: { item: integer(0), role: oneOf("answer", "thought"), delta: text(most.deltaBytes) },
  /** Commands of the coding agent's own, given as a prompt that begins with "/": all that there are from here on. */
  commands: {
    commands: list(
      object({
        name: text(64),
        says: optional(text(160)),
        /** What may follow the name. */
        hint: optional(text(64)),
      }),
      most.slashCommands,
    ),
  },
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
    /** What somebody said with a denial. */
    words: optional(text(2_048)),
  },
  /** Evidence: something the agent itself ran to see whether the work holds. */
  validation: {
    item: integer(0),
    title,
    status: oneOf("passed", "failed", "skipped"),
    exitCode: optional(integer(-1, 0xffff_ffff)),
    durationMs: optional(integer(0)),
    artifact: optional(bytes(32)),
    at,
  },
  /** A rule that looked at the work: what it looked at, as a digest, and what it says. */
  gate: {
    rule: text(128),
    inputs: bytes(32),
    verdict: oneOf("pass", "attention", "stop"),
    text: text(1_024),
    at,
  },
  /** An approval that holds for the run: what is the same goes ahead from here on, each time told of. */
  "grant.made": {
    approval: id,
    device: id,
    /** The command, or the file that is edited: to know it again by, and perhaps cut. */
    what: title,
    notAfter: at,
    at,
  },
  "grant.used": { approval: id, item: integer(0), inputs: bytes(32), at },
  "grant.ended": {
    approval: id,
    why: oneOf("withdrawn", "run", "rules", "device", "time"),
    /** Whoever withdrew it. */
    device: optional(id),
    at,
  },
  /** Kept whole beside the events, and read in pieces; named by the SHA-256 of its bytes. */
  artifact: {
    artifact: bytes(32),
    kind: oneOf("diff", "log", "file", "image"),
    title,
    /** The tool or validation that printed it. */
    item: optional(integer(0)),
    bytes: integer(0),
    /** There was more than is kept. */
    truncated: optional(flag),
    at,
  },
  /** Of one turn; what the coding agent did not say is absent. */
  usage: {
    model: optional(text(128)),
    input: integer(0),
    output: integer(0),
    cached: optional(integer(0)),
    /** In millionths of a dollar. */
    cost: optional(integer(0)),
    /** The cost is from a price table. */
    estimated: optional(flag),
    contextUsed: optional(integer(0)),
    contextMax: optional(integer(0)),
    at,
  },
  /** The coding agent has shortened what it remembers. */
  compacted: { at },
  notice: {
    level: oneOf("info", "warning", "error"),
    text: text(4_096),
    /** What somebody can do about it. */
    next: optional(text(1_024)),
    at,
  },
});

export type AgentEvent = ShapeOf<typeof eventShape>;
export type ApprovalAsk = ShapeOf<typeof approvalAsk>;
export type RunState = (typeof runStates)[number];
export type ApprovalOutcome = (typeof approvalOutcomes)[number];
export { eventShape };
