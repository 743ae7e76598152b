// Which diff another is compared with.

import { expect, it } from "vitest";
import { append, emptySequence } from "../../state/sequence.ts";
import type { ArtifactItem, TranscriptItem } from "../../state/transcript-item.ts";
import { diffBefore } from "./diff-before.ts";

const artifact = (byte: number, more: Partial<ArtifactItem["artifact"]> = {}) => ({
  artifact: new Uint8Array(32).fill(byte),
  kind: "diff" as const,
  title: "what the run has changed",
  bytes: 1,
  at: byte,
  ...more,
});
const attempt = (base: string): TranscriptItem => ({
  kind: "attempt",
  number: 1,
  place: "worktree",
  base,
  at: 0,
});

function before(byte: number, ...items: readonly (TranscriptItem | ArtifactItem["artifact"])[]) {
  const told = items.map((each) =>
    "title" in each && "bytes" in each ? { kind: "artifact" as const, artifact: each } : each,
  );
  const all = told.reduce<ReturnType<typeof append<TranscriptItem>>>(
    (sequence, item) => append(sequence, item),
    emptySequence,
  );
  return diffBefore(all, artifact(byte))?.at;
}

it("is the last diff before it, whatever else was recorded between them", () => {
  const log = artifact(3, { kind: "log" });
  expect(before(4, attempt("a"), artifact(1), artifact(2), log, artifact(4))).toBe(2);
});

it("is none for the first of a work that began with another commit", () => {
  expect(before(1, attempt("a"), artifact(1))).toBeUndefined();
  expect(before(2, attempt("a"), artifact(1), attempt("b"), artifact(2))).toBeUndefined();
});

it("is there where the same work went on", () => {
  expect(before(2, attempt("a"), artifact(1), attempt("a"), artifact(2))).toBe(1);
});

it("is none where one of the two was cut", () => {
  expect(before(2, attempt("a"), artifact(1, { truncated: true }), artifact(2))).toBeUndefined();
  expect(before(2, attempt("a"), artifact(1), artifact(2, { truncated: true }))).toBeUndefined();
});
