// What a phone is told of a machine before it opens anything: workspaces, coding agents, rules and money.
// And how somebody answers a coding agent's question.

import { deviceNameBytesMax, limitsOfEvents } from "./limits.ts";
import { roles } from "./names.ts";
import { bytes, flag, integer, list, object, oneOf, optional, text } from "./shape.ts";
import type { ShapeOf } from "./shape.ts";

/** From the most careful to the least: what is asked, and what a coding agent may do unasked. */
export const policyProfiles = ["strict", "balanced", "trusted"] as const;

export const workspaceSetup = object({
  name: text(64),
  /** A git repository: runs can have worktrees of their own. */
  git: flag,
});

const choice = object({ name: text(128), title: text(128) });

export const driverSetup = object({
  name: text(64),
  title: text(128),
  /** "exact": the signed bytes are what runs. "displayed": the coding agent only shows what it will run. */
  approvals: oneOf("exact", "displayed"),
  version: optional(text(64)),
  models: list(choice, 64),
  modes: list(choice, 16),
  steers: flag,
  resumes: flag,
  /** A prompt may have images. */
  images: optional(flag),
  /** Names of its own commands, as far as they are known before a run is opened. */
  commands: optional(list(text(64), limitsOfEvents.slashCommands)),
  /** Why it cannot be used now, and what to do about it. */
  unusable: optional(text(1_024)),
});

/** In millionths of a dollar. */
export const spend = object({
  used: integer(0),
  limit: integer(0),
  /** Some of it comes from a price table rather than from the coding agent. */
  estimated: flag,
});

/** The address that phones load the app from serves another than that of the version that runs here. */
export const otherApp = object({
  origin: text(512),
  version: text(64),
  /** What differs, as it is asked for: the first, and how many there are. */
  path: text(512),
  count: integer(1),
});

export const auditEntry = object({
  n: integer(1),
  /** SHA-256 of the entry; the chain's hash follows from it. */
  entryHash: bytes(32),
  chain: bytes(32),
  at: integer(0),
  /** Absent once it was pruned. */
  entry: optional(text(8_192)),
});

export const pairedDevice = object({
  device: bytes(16),
  name: text(deviceNameBytesMax),
  role: oneOf(...roles),
  /** Whether it may approve; absent as in `ready`. */
  approver: optional(flag),
  pairedAt: integer(0),
  seenAt: optional(integer(0)),
  /** A session is open at this moment. */
  here: flag,
  /** Words made of its identity key, to tell it from another of the same name. */
  words: text(128),
});

/** What a coding agent itself remembers. */
export const pastSession = object({
  session: text(256),
  title: text(512),
  changedAt: integer(0),
  /** Somebody has it open at the machine. */
  open: flag,
  /** Whether this machine can be part of it while it is open. */
  joinable: flag,
  /** The run that it is on phones, if it is one. */
  run: optional(bytes(16)),
});

export const question = object({
  question: bytes(16),
  run: bytes(16),
  /** Who asks, if it is not the coding agent itself: the name of a tool server. */
  from: optional(text(256)),
  parts: list(
    object({
      text: text(4_096),
      choices: list(object({ label: text(512), says: optional(text(2_048)) }), 32),
      /** More than one choice may be taken. */
      many: flag,
      /** Words of one's own are an answer, too. */
      free: flag,
      /** What is typed is neither shown nor kept. */
      secret: flag,
    }),
    8,
  ),
  askedAt: integer(0),
  notAfter: integer(0),
});

export const questionAnswer = object({
  /** Nothing is answered, and the coding agent is told so. */
  declined: flag,
  /** One for each part, in order. */
  parts: list(object({ choices: list(integer(0, 31), 32), text: optional(text(4_096)) }), 8),
});

export type PolicyProfile = (typeof policyProfiles)[number];
export type WorkspaceSetup = ShapeOf<typeof workspaceSetup>;
export type DriverSetup = ShapeOf<typeof driverSetup>;
export type Spend = ShapeOf<typeof spend>;
export type Question = ShapeOf<typeof question>;
export type QuestionAnswer = ShapeOf<typeof questionAnswer>;
