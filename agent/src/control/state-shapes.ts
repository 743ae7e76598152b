// What the command line is told of the agent's own state: how it stands, what was found of it, and its audit log.

import {
  type ShapeOf,
  bytes,
  flag,
  integer,
  list,
  object,
  oneOf,
  optional,
  text,
  union,
} from "@longrein/protocol/shape";

const line = text(4_096);

export const finding = object({
  part: text(64),
  state: oneOf("good", "warning", "bad"),
  says: text(1_024),
  /** What to do about it. */
  next: optional(text(512)),
});

export const status = object({
  version: text(64),
  pid: integer(0),
  startedAt: integer(0),
  machine: text(256),
  relay: line,
  /** Runs on this computer, as part of the agent. */
  embedded: flag,
  /** Where phones find the app. */
  app: line,
  /** When it was the one that came with this program. */
  appSeen: optional(integer(0)),
  /** How it is another. */
  appDiffers: optional(text(1_024)),
  link: oneOf("stopped", "dialling", "greeting", "ready", "waiting"),
  linkSince: integer(0),
  /** The relay's last word, if it had one. */
  hint: optional(text(64)),
  session: text(64),
  devices: integer(0),
  here: integer(0),
  runs: integer(0),
  approvals: integer(0),
  questions: integer(0),
  /** What coding agents have cost in 24 hours, in millionths of a dollar. */
  spend: object({ used: integer(0), limit: integer(0), estimated: flag }),
  workspaces: list(object({ name: text(64), folder: line }), 64),
  drivers: list(text(64), 32),
});

/** `n` alone when the text was forgotten. */
export const auditEntry = object({ n: integer(1), at: integer(0), entry: optional(text(65_536)) });

export const auditReport = union({
  whole: {
    /** Whose it is: its session ID now, and words of the key that has signed it. */
    session: bytes(16),
    words: text(128),
    entries: integer(0),
    forgotten: integer(0),
    signedAnswers: integer(0),
    unsignedAnswers: integer(0),
    checkpoints: integer(0),
    vouchedTo: integer(0),
    head: bytes(32),
  },
  broken: { n: integer(0), why: text(256) },
  /** Nothing in it could be verified. */
  empty: {},
});

export type Finding = ShapeOf<typeof finding>;
export type Status = ShapeOf<typeof status>;
