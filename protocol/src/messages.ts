// The inner messages: what phone and agent say once frames are sealed. Two tagged unions, one for each
// direction, so that neither end can be made to parse what only it may send.
// See docs/protocol.md, "Messages". Adding a field or a `t` is always allowed; changing one never is.

import {
  artifactPieceBytesMax,
  answerWordsBytesMax,
  imageBytesMax,
  imagePieceBytesMax,
  imagesPerPromptMax,
  deviceNameBytesMax,
  devicesMax,
  feedsFollowedMax,
  promptBytesMax,
  pushEndpointBytesMax,
} from "./limits.ts";
import { roles } from "./names.ts";
import {
  auditEntry,
  driverSetup,
  otherApp,
  pairedDevice,
  pastSession,
  policyProfiles,
  questionAnswer,
  spend,
  workspaceSetup,
} from "./setup.ts";
import { bytes, flag, integer, list, object, oneOf, optional, text, union } from "./shape.ts";
import type { ShapeOf } from "./shape.ts";

const id = bytes(16);
const hash = bytes(32);
const signature = bytes(64);
/** "inbox", or "run:" and the run's id in base64url. */
const feed = text(32, /^(?:inbox|run:[A-Za-z0-9_-]{22})$/);
/** Where a reader stands: the last sequence number it holds and the chain hash there. */
const cursor = object({ feed, seq: integer(0), chain: hash });

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
  /** The ceiling set at the machine does not allow it. */
  "CEILING",
  /** The budget of the day is used up. */
  "BUDGET",
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
  "run.open": {
    ...command,
    workspace: text(64),
    driver: text(64),
    prompt: text(promptBytesMax),
    /** Absent means: as the coding agent itself would choose. */
    model: optional(text(128)),
    mode: optional(text(64)),
    /** At most the ceiling of the machine; absent means: the ceiling. */
    profile: optional(oneOf(...policyProfiles)),
    /** Work in the workspace itself rather than in a worktree of the run's own. */
    inPlace: optional(flag),
    /** A session of the coding agent to go on with, as `sessions` named it. */
    session: optional(text(256)),
    /** Leave that session as it is and go on with a copy of it. */
    fork: optional(flag),
    /** What was put there before, by the SHA-256 of its bytes. */
    images: optional(list(hash, imagesPerPromptMax)),
  },
  "run.prompt": {
    ...command,
    run: id,
    text: text(promptBytesMax),
    /** While the run is under way: refuse (absent), wait for the turn's end, or go into the turn. */
    when: optional(oneOf("queue", "steer")),
    images: optional(list(hash, imagesPerPromptMax)),
    /** As `run.state` offers it. VOID unless the run still rests where that was said. */
    goOn: optional(flag),
  },
  /** Of a prompt that waits, named by its command: other words instead, of the ones that somebody has seen. */
  "prompt.change": {
    ...command,
    run: id,
    prompt: id,
    revision: integer(1),
    text: text(promptBytesMax),
  },
  "prompt.withdraw": { ...command, run: id, prompt: id },
  "run.stop": { ...command, run: id },
  "run.set": {
    ...command,
    run: id,
    model: optional(text(128)),
    mode: optional(text(64)),
    /** Only downwards. */
    profile: optional(oneOf(...policyProfiles)),
  },
  "question.answer": { ...command, question: id, answer: questionAnswer },
  "approval.answer": {
    ...command,
    approval: id,
    decision: oneOf("approve", "deny"),
    auditHead: hash,
    rendererVersion: integer(1, 255),
    signature,
    /** With a denial: what the coding agent is told to do instead. */
    words: optional(text(answerWordsBytesMax)),
    /** With an approval that was offered so: the same again in this run, too. It is what was signed. */
    scope: optional(oneOf("run")),
  },
  /** What was approved for a run is asked about again from here on. */
  "grant.withdraw": { ...command, run: id, approval: id },
  /** Denies all that is asked, of one run or of all, and stops what asked. */
  "approvals.deny": { ...command, run: optional(id) },
  /** Everything ends: runs, open questions, and the sessions of all phones. */
  kill: command,
  /** The ceiling of the machine; only downwards. */
  "policy.lower": { ...command, profile: oneOf(...policyProfiles) },
  "device.rename": { ...command, device: id, name: text(deviceNameBytesMax) },
  /** Without `approver`, whether it may approve is left to the role, except that a no stays a no. */
  "device.role": { ...command, device: id, role: oneOf(...roles), approver: optional(flag) },
  "device.revoke": { ...command, device: id },
  // Questions: answered once by the message that the comment names, or by `unanswered`; nothing changes.
  /** → devices */
  "devices.list": { id },
  /** → audit */
  "audit.read": { id, from: integer(1), count: integer(1, 256) },
  /** → sessions: what the coding agent itself remembers of a workspace. */
  "sessions.list": { id, workspace: text(64), driver: text(64) },
  /** → session: what was said last in one of these. */
  "session.read": { id, workspace: text(64), driver: text(64), session: text(256) },
  /** → artifact */
  "artifact.read": { id, run: id, artifact: hash, offset: integer(0) },
  /** → image.got: a piece of an image for a prompt that is still to be given, one after the other. */
  "image.put": {
    id,
    image: hash,
    bytes: integer(1, imageBytesMax),
    offset: integer(0, imageBytesMax),
    piece: bytes({ max: imagePieceBytesMax }),
  },
  /** → push: while this phone's app is closed, tell it through its browser's push service. Takes the place of before. */
  "push.subscribe": {
    id,
    endpoint: text(pushEndpointBytesMax, /^https:\/\/[!-~]+$/),
    /** What the browser made: its key on P-256, not compressed, and its secret (RFC 8291). */
    p256dh: bytes(65),
    auth: bytes(16),
    /** What all of this phone's machines sign with (RFC 8292): a secret key on P-256. */
    vapid: bytes(32),
    /** What it wants to be told of. */
    approvals: flag,
    questions: flag,
    endings: flag,
  },
  /** → push: tell it nothing any more, and forget how. */
  "push.unsubscribe": { id },
  /** → push: with what the push service said to a message that is sent now. */
  "push.test": { id },
  /** → push: whether the app is before somebody's eyes, who needs no other notice; it is when it has just come. */
  "push.seen": { id, seen: flag },
  /** → secret: what stands behind a mask in a run's text. */
  "secret.reveal": { id, run: id, number: integer(1) },
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
    /** Whether this phone may approve; an agent that does not say so lets operators and owners. */
    approver: optional(flag),
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
    /** With BUSY: when there is room again, if that is known. */
    seconds: optional(integer(1, 86_400)),
  },
  /** What can be opened here and under which rules; follows `ready`, and again whenever it changes. */
  setup: {
    workspaces: list(workspaceSetup, 64),
    drivers: list(driverSetup, 32),
    ceiling: oneOf(...policyProfiles),
    spend: optional(spend),
    /** It can tell phones whose app is closed. */
    pushes: optional(flag),
    /** What whoever answers from a phone should know of this machine. */
    warning: optional(text(1_024)),
    /** What the warning is about, where it is this: for words in the phone's own language. */
    otherApp: optional(otherApp),
  },
  devices: {
    id,
    devices: list(pairedDevice, devicesMax),
  },
  audit: {
    id,
    size: integer(0),
    entries: list(auditEntry, 256),
  },
  sessions: {
    id,
    sessions: list(pastSession, 100),
  },
  session: {
    id,
    /** The earliest first. */
    said: list(object({ by: oneOf("user", "agent"), text: text(4_096) }), 60),
    /** There was more before that. */
    earlier: flag,
  },
  artifact: { id, bytes: integer(0), piece: bytes({ max: artifactPieceBytesMax }) },
  /** So much of it is there now; where that is less than was put, it goes on from there. */
  "image.got": { id, bytes: integer(0, imageBytesMax) },
  push: {
    id,
    /** Whether this phone is told anything. */
    on: flag,
    sent: optional(oneOf("taken", "gone", "refused", "unreachable")),
  },
  secret: { id, text: text(8_192) },
  unanswered: { id, code: oneOf(...outcomeCodes) },
});

export type PhoneMessage = ShapeOf<typeof phoneMessageShape>;
export type AgentMessage = ShapeOf<typeof agentMessageShape>;
export type Command = Extract<PhoneMessage, { readonly exp: number }>;
export type Query = Exclude<
  Extract<PhoneMessage, { readonly id: Uint8Array }>,
  { readonly exp: number }
>;
export type QueryAnswer = Exclude<
  Extract<AgentMessage, { readonly id: Uint8Array }>,
  { readonly t: "outcome" }
>;
export type OutcomeCode = (typeof outcomeCodes)[number];
export type OutcomeState = (typeof outcomeStates)[number];
export type Cursor = ShapeOf<typeof cursor>;
