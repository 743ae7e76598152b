// Whether an audit log is what this agent wrote and its devices signed: the chain, the signed checkpoints, and
// every answer. Works on the store and, the same, on an export of it where no store is.

import {
  type Primitives,
  type SignatureVerifier,
  equalBytes,
  toBase64url,
} from "@longrein/protocol";
import type { AgentNames } from "../approvals/judge-answer.ts";
import { type SignedAnswer, fieldsOf, isSigned, readAnswer } from "./audit-answer.ts";
import { type AuditRow, auditStart, verifyChain } from "./audit-chain.ts";
import { type AuditHead, readCheckpoint } from "./checkpoint.ts";
import { GrantsInLog } from "./grants-in-log.ts";
import { type Rotation, namesAt, rotationsIn } from "./rotations.ts";

export interface AuditLog {
  /** As it is known now. */
  readonly agent: AgentNames;
  /** The identity keys of all devices that there ever were, by their ids in base64url. */
  readonly devices: ReadonlyMap<string, Uint8Array>;
  readonly rows: readonly AuditRow[];
  readonly checkpoints: readonly string[];
}

export interface AuditExpectations {
  /** Nothing follows the last checkpoint, as in an export. */
  readonly endsWithCheckpoint?: boolean;
  /** The agent's key as it is known elsewhere, on a phone for one. */
  readonly identityKey?: Uint8Array;
  /** Places of the log that somebody has kept elsewhere. */
  readonly anchors?: readonly AuditHead[];
}

export const auditFaults = {
  identity: "the log is of another agent than was expected",
  missing: "an entry is missing",
  entry: "the text of this entry is not what was written",
  chain: "this entry does not follow from the one before",
  checkpoint: "a checkpoint is not signed by the agent, or is of another log",
  rotation: "the agent's keys from here on do not vouch for those before",
  end: "the log ends before what a checkpoint says, or without one",
  anchor: "the log never was at a place that somebody has signed or kept",
  key: "the key of this device is missing, or is not the one that was paired",
  signature: "the device has not signed this answer",
  grant: "nothing that a device has signed, and that still held, lets this go ahead unasked",
} as const;

export type AuditReport =
  | {
      readonly kind: "whole";
      readonly entries: number;
      /** Entries whose texts were forgotten; the chain stands without them. */
      readonly forgotten: number;
      readonly signedAnswers: number;
      /** Given at the machine itself, or a denial of everything at once. */
      readonly unsignedAnswers: number;
      readonly checkpoints: number;
      /** Up to here the agent's signature vouches for the log. */
      readonly vouchedTo: number;
      readonly head: Uint8Array;
    }
  | { readonly kind: "broken"; readonly n: number; readonly why: keyof typeof auditFaults };

type Verifier = Pick<Primitives, "sha256"> & SignatureVerifier;
type Broken = Extract<AuditReport, { kind: "broken" }>;
type Counts = Pick<Extract<AuditReport, { kind: "whole" }>, "signedAnswers" | "unsignedAnswers">;

export function verifyAudit(
  primitives: Verifier,
  log: AuditLog,
  expected: AuditExpectations = {},
): AuditReport {
  const { agent, rows, checkpoints } = log;
  const { identityKey } = expected;
  if (identityKey !== undefined && !equalBytes(identityKey, agent.identityKey)) {
    return broken(0, "identity");
  }
  const chain = verifyChain(primitives, rows);
  if (chain.kind === "broken") return chain;
  const rotations = rotationsIn(rows);
  const places = verifyPlaces(primitives, log, rotations, expected);
  if ("why" in places) return places;
  const answers = verifyEntries(primitives, log, rotations);
  if ("why" in answers) return answers;
  return {
    kind: "whole",
    entries: rows.length,
    forgotten: rows.filter(({ entry }) => entry === undefined).length,
    ...answers,
    checkpoints: checkpoints.length,
    vouchedTo: places.vouchedTo,
    head: chain.head,
  };
}

/** What somebody says the log was at, against what it was there. */
function verifyPlaces(
  primitives: Verifier,
  { agent, rows, checkpoints }: AuditLog,
  rotations: readonly Rotation[],
  { endsWithCheckpoint = false, anchors = [] }: AuditExpectations,
): Broken | { readonly vouchedTo: number } {
  let vouchedTo = 0;
  const vouching = new Set<AgentNames>();
  for (const note of checkpoints) {
    const found = signedCheckpoint(primitives, agent, rotations, note);
    if (found === undefined) return broken(vouchedTo + 1, "checkpoint");
    const { by, ...said } = found;
    if (said.size > rows.length) return broken(rows.length + 1, "end");
    if (!isAt(rows, said)) return broken(said.size, "checkpoint");
    vouchedTo = Math.max(vouchedTo, said.size);
    vouching.add(by);
  }
  const unvouched = rotations.find(({ n }) => !vouching.has(namesAt(agent, rotations, n)));
  if (unvouched !== undefined) return broken(unvouched.n, "rotation");
  if (endsWithCheckpoint && vouchedTo !== rows.length) return broken(rows.length + 1, "end");
  for (const anchor of anchors) {
    if (anchor.size > rows.length) return broken(rows.length + 1, "end");
    if (!isAt(rows, anchor)) return broken(anchor.size, "anchor");
  }
  return { vouchedTo };
}

/** By whoever the agent was at the place that it speaks of. */
function signedCheckpoint(
  primitives: Verifier,
  agent: AgentNames,
  rotations: readonly Rotation[],
  note: string,
): (AuditHead & { readonly by: AgentNames }) | undefined {
  for (const by of [agent, ...rotations.map(({ from }) => from)]) {
    const said = readCheckpoint(primitives, by.identityKey, by.sessionId, note);
    if (said !== undefined && namesAt(agent, rotations, said.size) === by) return { ...said, by };
  }
  return undefined;
}

function isAt(rows: readonly AuditRow[], { size, head }: AuditHead): boolean {
  const there = size === 0 ? auditStart : rows[size - 1]?.hash;
  return there !== undefined && equalBytes(there, head);
}

function verifyEntries(
  primitives: Verifier,
  { agent, devices, rows }: AuditLog,
  rotations: readonly Rotation[],
): Broken | Counts {
  const counts = { signedAnswers: 0, unsignedAnswers: 0 };
  const heads = new Set([toBase64url(auditStart)]);
  const grants = new GrantsInLog();
  for (const { n, entry, hash } of rows) {
    const names = namesAt(agent, rotations, n);
    const fields = entry === undefined ? undefined : fieldsOf(entry);
    if (entry === undefined) grants.forgotten();
    const answer = entry === undefined ? "other" : readAnswer(names, entry);
    if (answer === "malformed") return broken(n, "entry");
    if (entry !== undefined && pairsOtherKey(entry, devices)) return broken(n, "key");
    if (answer === "unproved") return broken(n, "signature");
    if (answer === "unsigned") counts.unsignedAnswers++;
    if (typeof answer === "object") {
      const why = faultOf(primitives, devices, heads, answer);
      if (why !== undefined) return broken(n, why);
      counts.signedAnswers++;
      grants.answered(answer, fields);
    }
    if (fields !== undefined && !grants.take(fields)) return broken(n, "grant");
    heads.add(toBase64url(hash));
  }
  return counts;
}

function faultOf(
  primitives: Verifier,
  devices: AuditLog["devices"],
  heads: ReadonlySet<string>,
  answer: SignedAnswer,
): Broken["why"] | undefined {
  const key = devices.get(answer.device);
  if (key === undefined) return "key";
  if (!isSigned(primitives, key, answer)) return "signature";
  // The device has signed, with its answer, how far the log had come when it last looked: a past that was
  // written anew would have to be signed anew by a key that is on a phone.
  return heads.has(toBase64url(answer.statement.auditHead)) ? undefined : "anchor";
}

function pairsOtherKey(entry: string, devices: AuditLog["devices"]): boolean {
  const fields = fieldsOf(entry);
  const identity = fields?.get("identity");
  if (fields?.get("what") !== "device.paired" || identity === undefined) return false;
  const key = devices.get(String(fields.get("device")));
  return key === undefined || toBase64url(key) !== identity;
}

function broken(n: number, why: Broken["why"]): Broken {
  return { kind: "broken", n, why };
}
