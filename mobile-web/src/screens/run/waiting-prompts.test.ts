// What waits, from how its agent tells it: in its latest words, until it is begun, withdrawn, or dropped with the rest.

import type { AgentEvent } from "@longrein/protocol";
import { expect, test } from "vitest";
import { keyOf } from "../../state/identifiers.ts";
import { emptyTranscript, extendTranscript } from "../../state/transcript.ts";
import { waitingPrompts } from "./waiting-prompts.ts";

const id = (byte: number) => new Uint8Array(16).fill(byte);
const queued = (byte: number, text: string, revision = 1): AgentEvent => ({
  t: "prompt.queued",
  command: id(byte),
  revision,
  text,
  at: 1,
});
const begun = (byte: number): AgentEvent => ({
  t: "prompt",
  item: byte,
  text: "begun",
  command: id(byte),
  at: 2,
});
const dropped = (command?: Uint8Array): AgentEvent => ({
  t: "prompt.dropped",
  ...(command && { command }),
  why: command === undefined ? "turn" : "withdrawn",
  at: 3,
});
const tell = (...events: readonly AgentEvent[]) =>
  waitingPrompts(events.reduce(extendTranscript, emptyTranscript));
const textsOf = (...events: readonly AgentEvent[]) =>
  [...tell(...events).waiting.values()].map(({ text }) => text);

test("a prompt waits in its latest words and in its place, until it is begun or dropped", () => {
  const two = [queued(1, "one"), queued(2, "two")];
  expect(textsOf(...two, queued(1, "one, but better", 2))).toEqual(["one, but better", "two"]);
  expect(textsOf(...two, begun(1))).toEqual(["two"]);
  expect(textsOf(begun(1), ...two)).toEqual(["two"]);
  expect(textsOf(...two, dropped(id(2)))).toEqual(["one"]);
  expect(textsOf(...two, dropped(), queued(3, "three"))).toEqual(["three"]);
});

test("what was withdrawn is told from what the end of a turn has dropped", () => {
  const two = [queued(1, "one"), queued(2, "two")];
  const { withdrawn } = tell(...two, dropped(id(2)), dropped());
  expect(withdrawn).toEqual(new Set([keyOf(id(2))]));
});
