// What waits for somebody's answer, as the command line is told of it: approvals and questions, in a line each and whole.

import { question } from "@longrein/protocol/setup";
import {
  type ShapeOf,
  bytes,
  flag,
  integer,
  list,
  object,
  optional,
  text,
} from "@longrein/protocol/shape";

const waiting = {
  run: bytes(16),
  askedAt: integer(0),
  notAfter: integer(0),
} as const;

/** Who asks, and where its run is; absent of a run that is no longer known. */
const whose = {
  driver: optional(text(64)),
  workspace: optional(text(256)),
} as const;

const approvalFields = {
  ...waiting,
  approval: bytes(16),
  /** In a few words, of ours. */
  what: text(1_024),
  risk: text(16),
} as const;

export const approvalLine = object(approvalFields);

export const wholeApproval = object({
  ...approvalFields,
  ...whose,
  /** The frozen action, to the byte, and its digest as the audit log has it. */
  action: text(2 * 1_024 * 1_024),
  digest: bytes(32),
  /** What the coding agent has displayed and then does itself; else what is done from these very bytes. */
  displayed: optional(flag),
  reasons: list(text(512), 16),
  /** 3: nobody but whoever is at the machine may approve it. */
  tier: optional(integer(1, 3)),
  /** What the coding agent says about it. */
  says: optional(text(4_096)),
});

export const questionLine = object({
  ...waiting,
  question: bytes(16),
  /** The first of what is asked, and how many answers are wanted. */
  what: text(1_024),
  count: integer(1, 8),
});

export const wholeQuestion = object({ ...whose, asked: question });

export type ApprovalLine = ShapeOf<typeof approvalLine>;
export type WholeApproval = ShapeOf<typeof wholeApproval>;
export type QuestionLine = ShapeOf<typeof questionLine>;
export type WholeQuestion = ShapeOf<typeof wholeQuestion>;
