// The model is what judges a run, so it must be able to say no.

import { describe, expect, it } from "vitest";
import { utf8 } from "@longrein/protocol";
import { Model } from "./model.ts";

const conversation = Uint8Array.of(1);
const command = Uint8Array.of(9);
const make = () => new Model(() => undefined);
const healed = { ready: true, waitingCommands: 0, phoneEvents: ["a"], agentEvents: ["a"] };

describe("the model", () => {
  it("accepts messages in the order in which they were sent, and a conversation that breaks off", () => {
    const model = make();
    for (const text of ["a", "b", "c"]) model.sent(conversation, "phone", utf8(text));
    for (const text of ["a", "b"]) model.received(conversation, "phone", utf8(text));
    model.healed(healed);
    expect(model.violations).toEqual([]);
  });

  it.each<[string, string[]]>([
    ["a message twice", ["a", "a"]],
    ["two messages swapped", ["b", "a"]],
    ["a message left out", ["b"]],
    ["a message nobody sent", ["x"]],
    ["one more than was sent", ["a", "b", "b"]],
  ])("notices %s", (_, received) => {
    const model = make();
    for (const text of ["a", "b"]) model.sent(conversation, "phone", utf8(text));
    for (const text of received) model.received(conversation, "phone", utf8(text));
    expect(model.violations.length).toBeGreaterThan(0);
  });

  it("notices a message that was accepted from the other side or in another conversation", () => {
    const model = make();
    model.sent(conversation, "phone", utf8("a"));
    model.received(conversation, "agent", utf8("a"));
    model.received(Uint8Array.of(2), "phone", utf8("a"));
    expect(model.violations.length).toBe(2);
  });

  it("notices a command with two effects, with none, and one nobody gave", () => {
    const twice = make();
    twice.given(command);
    twice.effect(command);
    expect(twice.violations).toEqual([]);
    twice.effect(command);
    expect(twice.violations.length).toBe(1);
    const never = make();
    never.given(command);
    never.healed(healed);
    expect(never.violations.length).toBe(1);
    const invented = make();
    invented.effect(command);
    expect(invented.violations.length).toBe(1);
  });

  it.each([
    ["a link that does not come back", { ready: false }],
    ["a command that is never settled", { waitingCommands: 1 }],
    ["feeds that differ", { phoneEvents: ["b"] }],
    ["a feed that is short", { phoneEvents: [] }],
  ])("notices %s", (_, changes) => {
    const model = make();
    model.healed({ ...healed, ...changes });
    expect(model.violations.length).toBe(1);
  });
});
