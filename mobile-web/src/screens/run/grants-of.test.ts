import type { AgentEvent } from "@longrein/protocol";
import { expect, test } from "vitest";
import { members } from "../../state/sequence.ts";
import { emptyTranscript, extendTranscript } from "../../state/transcript.ts";
import { grantsOf } from "./grants-of.ts";

const id = (byte: number) => new Uint8Array(16).fill(byte);
const made = (byte: number, notAfter = 100): AgentEvent => ({
  t: "grant.made",
  approval: id(byte),
  device: id(9),
  what: `command ${byte}`,
  notAfter,
  at: 1,
});
const used = (byte: number, item = 0): AgentEvent => ({
  t: "grant.used",
  approval: id(byte),
  item,
  inputs: new Uint8Array(32),
  at: 2,
});
const ended = (byte: number): AgentEvent => ({
  t: "grant.ended",
  approval: id(byte),
  why: "run",
  at: 3,
});
const tell = (...events: readonly AgentEvent[]) => events.reduce(extendTranscript, emptyTranscript);

test("what was approved for a run is listed with its uses, until it has ended or its time is up", () => {
  const { asides } = tell(made(1), made(2), used(1), used(1), made(3, 50), ended(2), used(2));
  const listed = grantsOf(asides, 60).map(({ what, uses }) => [what, uses]);
  expect(listed).toEqual([["command 1", 2]]);
  expect(grantsOf(asides, 49)).toHaveLength(2);
});

test("a tool that went ahead so says that nobody was asked", () => {
  const tool: AgentEvent = { t: "tool", item: 4, kind: "command", title: "make", at: 1 };
  const [item] = members(tell(tool, used(1, 4)).items);
  expect(item).toMatchObject({ kind: "tool", unasked: true });
});
