// The inner messages: what phone and agent say once frames are sealed. Two tagged unions, one for each
// direction, so that neither end can be made to parse what only it may send.
// See docs/protocol.md, "Messages". Adding a field or a `t` is always allowed; changing one never is.

import { deviceNameBytesMax, feedsFollowedMax, promptBytesMax } from "./limits.ts";
import { bytes, integer, list, object, oneOf, optional, text, union } from "./shape.ts";
import type { ShapeOf } from "./shape.ts";

const id = bytes(16);
const hash = bytes(32);
const signature = bytes(64);
/** "inbox", or "run:" and the run's id in base64url. */
const feed = text(32, /^(?:inbox|run:[A-Za-z0-9_-]{22})$/);
/** Where a reader stands: the last sequence number it holds and the chain hash there. */
const cursor = object({ feed, seq: integer(0), chain: hash });

export const roles = ["viewer", "operator", "owner"] as const;

/** Why a command did not do what it asked. Closed: phones switch on it and bring their own words. */
export const outcomeCodes = [
  "FORBIDDEN",
  "NOT_FOUND",
  "EXPIRED",
  "ALREADY_RESOLVED",
  "IDEMPOTENCY_CONFLICT",
  "SIGNATURE",
  "VOID",
  "BUSY",
  "UPDATE_REQUIRED",
  "UNSUPPORTED",
  "INVALID",
] as const;

export const outcomeStates = ["accepted", "running", "done", "failed", "indeterminate"] as const;

const command = { id, exp: integer(0) } as const;

export const phoneMessageShape = union({
  /** First message of a session: proves the device's identity key over the handshake hash. */
  auth: {
    signature,
    /** Which history the cursors belong to; another one answers with RESET. */
    epoch: optional(bytes(8)),
    cursors: list(cursor, feedsFollowedMax),
  },
  /** First message of a pairing. */
  enroll: { identity: bytes(32), name: text(deviceNameBytesMax), signature },
  follow: { cursor },
  unfollow: { feed },
  // Commands: carried out at most once per id, answered by `outcome`.
  "run.open": { ...command, workspace: text(64), driver: text(64), prompt: text(promptBytesMax) },
  "run.prompt": { ...command, run: id, text: text(promptBytesMax) },
  "run.stop": { ...command, run: id },
  "approval.answer": {
    ...command,
    approval: id,
    decision: oneOf("approve", "deny"),
    auditHead: hash,
    rendererVersion: integer(1, 255),
    signature,
  },
});

export const agentMessageShape = union({
  /** Pairing was confirmed at the desktop; nothing of this exists before. */
  enrolled: {
    device: id,
    slot: id,
    capability: bytes(16),
    psk: bytes(32),
    role: oneOf(...roles),
    /** The agent's identity key (Ed25519), pinned from now on. */
    identity: bytes(32),
    machine: text(256),
  },
  /** The agent waits for someone at the desktop to type the check code. */
  "enroll.waiting": { seconds: integer(0, 600) },
  "enroll.refused": { reason: oneOf("wrong-code", "timeout", "cancelled", "used") },
  ready: {
    device: id,
    role: oneOf(...roles),
    machine: text(256),
    epoch: bytes(8),
    now: integer(0),
    auditHead: hash,
    auditSize: integer(0),
    /** Set when this phone's build is too old to command; it may still look. */
    updateRequired: optional(integer(0)),
  },
  event: { feed, seq: integer(1), body: text(4_194_304) },
  /** The reader's place is gone or wrong: forget the feed and start from this. */
  reset: {
    feed,
    reason: oneOf("new", "pruned", "epoch", "ahead", "changed"),
    /** The place right before the first event that follows. */
    seq: integer(0),
    chain: hash,
  },
  /** All events up to here were sent; what comes now is live. */
  current: { feed, seq: integer(0), chain: hash },
  outcome: {
    id,
    state: oneOf(...outcomeStates),
    code: optional(oneOf(...outcomeCodes)),
    /** What was made: a run's id for run.open. */
    run: optional(id),
  },
});

export type PhoneMessage = ShapeOf<typeof phoneMessageShape>;
export type AgentMessage = ShapeOf<typeof agentMessageShape>;
export type Command = Extract<PhoneMessage, { readonly exp: number }>;
export type Role = (typeof roles)[number];
export type OutcomeCode = (typeof outcomeCodes)[number];
export type OutcomeState = (typeof outcomeStates)[number];
export type Cursor = ShapeOf<typeof cursor>;

export const inboxFeed = "inbox";
