// What the command line may ask of a running agent, and what it is answered: for each verb one shape of the
// question and one of the answer, and one for the news of those that go on for a while. Both ends read by
// these shapes, so that neither trusts the other's spelling.

import { driverSetup, pastSession, policyProfiles, questionAnswer } from "@longrein/protocol/setup";
import {
  answerWordsBytesMax,
  artifactPieceBytesMax,
  deviceNameBytesMax,
  grantsPerRunMax,
  imageBytesMax,
  imagesPerPromptMax,
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
import { auditEntry, auditReport, finding, status } from "./state-shapes.ts";
import { approvalLine, questionLine, wholeApproval, wholeQuestion } from "./waiting-shapes.ts";

const auditEntriesMax = 1_000;
/** What a hook was told of a call: a file that is to be written, in JSON. */
export const hookBytesMax = 512 * 1_024;
const id = bytes(16);
/** A name, or the first characters of an id; see daemon/pick.ts. */
const which = text(256);
const line = text(4_096);
const role = oneOf(...roles);
/** Without a word on whether it may approve, its role decides, and a no that was said before. */
const rights = { role, approver: optional(flag) } as const;
const profile = oneOf(...policyProfiles);
const nothing = object({});
const images = optional(list(bytes({ max: imageBytesMax }), imagesPerPromptMax));
/** Absent means: as the coding agent and the machine have it. */
const settings = {
  model: optional(text(128)),
  mode: optional(text(64)),
  profile: optional(profile),
} as const;

const device = object({
  device: id,
  name: text(deviceNameBytesMax),
  role,
  approver: flag,
  /** That it may not approve was said, and holds in every role but an owner's. */
  saidNo: flag,
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

const waitingPrompt = object({
  prompt: id,
  text: text(promptBytesMax),
  at: integer(0),
  /** Absent of one that was given at the machine. */
  phone: optional(text(deviceNameBytesMax)),
});

/** The words that it had. */
const earlierPrompt = object({ run: id, prompt: id, before: text(promptBytesMax) });

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
  pair: { ...rights, typedCode: flag, withOtherApp: flag },
  "devices.list": {},
  "devices.rename": { which, name: text(deviceNameBytesMax) },
  "devices.role": { ...rights, which },
  "devices.revoke": { which },
  "runs.list": {},
  "drivers.list": {},
  "runs.open": {
    ...settings,
    workspace: text(64),
    driver: text(64),
    prompt: text(promptBytesMax),
    inPlace: optional(flag),
    images,
  },
  /** `when`, of a run that is at work: at the end of its turn, or into it. */
  "runs.prompt": {
    which,
    text: text(promptBytesMax),
    when: optional(oneOf("queue", "steer")),
    images,
  },
  /** What waits for the end of a turn; `prompt`: the beginning of its id. */
  "prompts.list": { which },
  "prompts.change": { which, prompt: which, text: text(promptBytesMax) },
  "prompts.withdraw": { which, prompt: which },
  /** What a coding agent remembers of a workspace, and what was said in that last. */
  "sessions.list": { workspace: text(64), driver: text(64) },
  "sessions.read": { workspace: text(64), driver: text(64), session: text(256) },
  /** By the number in its mask. */
  "secrets.reveal": { which, number: integer(0) },
  /** From the next turn on; the profile only downwards. */
  "runs.set": { ...settings, which },
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
  "approvals.answer": {
    which,
    decision: oneOf("approve", "deny"),
    digest: optional(bytes(32)),
    /** With a denial: what the coding agent is told to do instead. */
    words: optional(text(answerWordsBytesMax)),
  },
  /** All that is asked, and stops what asked. */
  "approvals.deny": {},
} as const;

const answers = {
  status,
  stop: nothing,
  kill: nothing,
  reload: nothing,
  pair: object({ name: text(deviceNameBytesMax), role, approver: flag }),
  "devices.list": object({ devices: list(device, 256) }),
  "devices.rename": object({ device }),
  "devices.role": object({ device }),
  "devices.revoke": object({ device }),
  "runs.list": object({ runs: list(run, 256) }),
  "drivers.list": object({ drivers: list(driverSetup, 32) }),
  "runs.open": object({ run: id }),
  /** `waits`: for the end of the turn. */
  "runs.prompt": object({ run: id, waits: flag }),
  "prompts.list": object({ run: id, prompts: list(waitingPrompt, 64) }),
  "prompts.change": earlierPrompt,
  "prompts.withdraw": earlierPrompt,
  /** `why` there are none that are known. */
  "sessions.list": object({ sessions: list(pastSession, 100), why: optional(text(256)) }),
  "sessions.read": object({
    said: list(object({ by: oneOf("user", "agent"), text: text(4_096) }), 64),
    earlier: flag,
  }),
  "secrets.reveal": object({ run: id, text: text(16_384) }),
  "runs.set": object({ run: id }),
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
  "approvals.deny": object({ denied: integer(0), stopped: integer(0) }),
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

export const answerShapes: { readonly [V in Verb]: Shape<Answers[V]> } = answers;
