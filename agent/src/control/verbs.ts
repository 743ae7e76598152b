// What the command line may ask of a running agent, and what it is answered: for each verb one shape of the
// question and one of the answer, and one for the news of those that go on for a while. Both ends read by
// these shapes, so that neither trusts the other's spelling.

import { policyProfiles, questionAnswer } from "@longrein/protocol/setup";
import {
  artifactPieceBytesMax,
  deviceNameBytesMax,
  grantsPerRunMax,
  promptBytesMax,
} from "@longrein/protocol/limits";
import { roles } from "@longrein/protocol/names";
import {
  type Shape,
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
import { approvalLine, questionLine, wholeApproval, wholeQuestion } from "./waiting-shapes.ts";

const auditEntriesMax = 1_000;
/** What a hook was told of a call: a file that is to be written, in JSON. */
export const hookBytesMax = 512 * 1_024;
const id = bytes(16);
/** A name, or the first characters of an id; see daemon/pick.ts. */
const which = text(256);
const line = text(4_096);
const role = oneOf(...roles);
const profile = oneOf(...policyProfiles);
const nothing = object({});

const finding = object({
  part: text(64),
  state: oneOf("good", "warning", "bad"),
  says: text(1_024),
  /** What to do about it. */
  next: optional(text(512)),
});

const device = object({
  device: id,
  name: text(deviceNameBytesMax),
  role,
  pairedAt: integer(0),
  seenAt: optional(integer(0)),
  here: flag,
  words: text(128),
});

const run = object({
  run: id,
  title: text(1_024),
  driver: text(64),
  workspace: text(256),
  state: text(32),
  /** Why it is in that state, where that says more. */
  reason: optional(text(1_024)),
  at: integer(0),
});

/** What was approved for a run and holds: what goes ahead unasked, who said so, how often it did, until when. */
const grant = object({
  approval: id,
  what: text(1_024),
  phone: text(deviceNameBytesMax),
  uses: integer(0),
  notAfter: integer(0),
});

const status = object({
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
const auditEntry = object({ n: integer(1), at: integer(0), entry: optional(text(65_536)) });

const auditReport = union({
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

const windowAnswer = object({
  driver: text(64),
  /** Absent while nothing runs that could be shown. */
  window: optional(
    object({
      argv: list(line, 64),
      /** Beyond the user's own; may be secret. */
      environment: list(object({ name: text(64), value: line }), 16),
      folder: line,
    }),
  ),
});

const requests = {
  status: {},
  stop: {},
  kill: {},
  /** Reads the configuration file again. */
  reload: {},
  /** Goes on until a phone is paired or the offer has ended; news in between, codes from the other side. */
  pair: { role, typedCode: flag, withOtherApp: flag },
  "devices.list": {},
  "devices.rename": { which, name: text(deviceNameBytesMax) },
  "devices.role": { which, role },
  "devices.revoke": { which },
  "runs.list": {},
  "runs.open": { workspace: text(64), driver: text(64), prompt: text(promptBytesMax) },
  "runs.prompt": { which, text: text(promptBytesMax) },
  /** What a restart has interrupted while it waited for an answer. */
  "runs.continue": { which },
  "runs.stop": { which },
  /** Goes on until all of them have ended. */
  "runs.validate": { which },
  /** How to show the run in its coding agent's own window. */
  "runs.window": { which },
  /** The same for what works in this folder. */
  "driver.window": { driver: text(64), folder: line },
  /** The run's feed from its beginning; with `follow`, until the run has ended. */
  "runs.read": { which, follow: flag },
  /** An artifact of the run, piece by piece, as news. */
  "runs.artifact": { which, artifact: bytes(32) },
  /** What the run has changed, as a branch of its repository. */
  "runs.take": { which },
  "grants.list": { which },
  /** `grant`: the beginning of its approval's id. */
  "grants.withdraw": { which, grant: which },
  "approvals.list": {},
  "approvals.show": { which },
  "questions.list": {},
  "questions.show": { which },
  "questions.answer": { which, answer: questionAnswer },
  "policy.show": {},
  "policy.set": { profile },
  /** Tries each part by the way that it is used. */
  /** `asFound`: each finding as news, too, as soon as it is known. */
  doctor: { asFound: optional(flag) },
  "audit.list": { what: optional(text(64)), count: optional(integer(1, auditEntriesMax)) },
  "audit.verify": {},
  /** The file comes line by line, as news. */
  "audit.export": {},
  /** What a coding agent at the desktop asks; goes on until somebody has answered, there or on a phone. */
  hook: { driver: text(64), input: text(hookBytesMax) },
  /** The digest is of what was shown: nobody approves what has never been before their eyes. */
  "approvals.answer": { which, decision: oneOf("approve", "deny"), digest: optional(bytes(32)) },
} as const;

const answers = {
  status,
  stop: nothing,
  kill: nothing,
  reload: nothing,
  pair: object({ name: text(deviceNameBytesMax), role }),
  "devices.list": object({ devices: list(device, 256) }),
  "devices.rename": object({ device }),
  "devices.role": object({ device }),
  "devices.revoke": object({ device }),
  "runs.list": object({ runs: list(run, 256) }),
  "runs.open": object({ run: id }),
  "runs.prompt": object({ run: id }),
  "runs.continue": object({ run: id }),
  "runs.stop": object({ run: id }),
  "runs.validate": object({
    run: id,
    validations: list(
      object({
        title: text(512),
        status: oneOf("passed", "failed", "skipped"),
        exitCode: optional(integer(-1, 0xffff_ffff)),
      }),
      8,
    ),
  }),
  "runs.window": windowAnswer,
  "driver.window": windowAnswer,
  "runs.read": object({ run, worktree: optional(line) }),
  "runs.artifact": object({ bytes: integer(0) }),
  /** Without a branch there was nothing that is not in one. */
  "runs.take": object({ run: id, repository: line, branch: optional(text(256)) }),
  "grants.list": object({ run: id, grants: list(grant, grantsPerRunMax) }),
  "grants.withdraw": object({ run: id, approval: id }),
  "approvals.list": object({ approvals: list(approvalLine, 256) }),
  "approvals.show": wholeApproval,
  "approvals.answer": object({ approval: id }),
  "questions.list": object({ questions: list(questionLine, 256) }),
  "questions.show": wholeQuestion,
  "questions.answer": object({ question: id }),
  /** What the hook is to print; absent leaves the answer to the desktop. */
  hook: object({ output: optional(text(2 * hookBytesMax)) }),
  "policy.show": object({ profile }),
  "policy.set": object({ profile }),
  doctor: object({ findings: list(finding, 64) }),
  "audit.list": object({ entries: list(auditEntry, auditEntriesMax) }),
  "audit.verify": auditReport,
  "audit.export": object({ lines: integer(0) }),
} as const satisfies Readonly<Record<keyof typeof requests, Shape<unknown>>>;

export const newsShape = union({
  // pair
  offered: { link: text(1_024), expiresAt: integer(0) },
  "typed-code": { code: text(16) },
  /** Why there is a link, but no code to type. */
  "no-typed-code": { why: line },
  waiting: { name: text(deviceNameBytesMax), seconds: integer(0) },
  // runs.read: an event as the phones get it, encoded.
  // audit.export
  line: { line: text(131_072) },
  event: { seq: integer(1), body: text(4_194_304) },
  // doctor
  finding: { finding },
  // runs.artifact
  piece: { piece: bytes({ max: artifactPieceBytesMax }) },
});

export const requestShape = union(requests);

export type Request = ShapeOf<typeof requestShape>;
export type Verb = Request["t"];
export type RequestOf<V extends Verb> = Extract<Request, { readonly t: V }>;
export type Answers = { readonly [V in Verb]: ShapeOf<(typeof answers)[V]> };
export type News = ShapeOf<typeof newsShape>;

export type DeviceLine = ShapeOf<typeof device>;
export type RunLine = ShapeOf<typeof run>;
export type WindowAnswer = ShapeOf<typeof windowAnswer>;
export type Finding = ShapeOf<typeof finding>;
export type Status = ShapeOf<typeof status>;

export const answerShapes: { readonly [V in Verb]: Shape<Answers[V]> } = answers;
