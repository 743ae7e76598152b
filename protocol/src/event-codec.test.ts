import { describe, expect, test } from "vitest";
import { decodeEvent, encodeEvent } from "./event-codec.ts";
import type { AgentEvent } from "./events.ts";

const filled = (length: number, value = 1): Uint8Array => new Uint8Array(length).fill(value);
const isMessage = expect.objectContaining({ code: "MESSAGE" });
const [id, at] = [filled(16), 1_700_000_000_000];

// One of each kind; the compiler asks for the one that is missing.
const events: { readonly [T in AgentEvent["t"]]: Extract<AgentEvent, { t: T }> } = {
  "run.opened": { t: "run.opened", run: id, title: "Fix it", driver: "demo", workspace: "w", at },
  "run.state": { t: "run.state", run: id, state: "waiting", reason: "asks", at },
  "approval.asked": {
    t: "approval.asked",
    ask: {
      approval: id,
      run: id,
      action: '{"t":"command","v":1}',
      nonce: filled(16),
      askedAt: at,
      notAfter: at + 900_000,
      tier: 1,
      risk: { level: "low", reasons: ["reads only"] },
      says: "just a look",
      forRun: true,
    },
  },
  "approval.resolved": {
    t: "approval.resolved",
    approval: id,
    run: id,
    outcome: "approved",
    device: id,
    name: "Anna’s phone",
    at,
  },
  "run.titled": { t: "run.titled", run: id, title: "Mend it", at },
  "question.asked": {
    t: "question.asked",
    ask: {
      question: id,
      run: id,
      from: "weather",
      parts: [
        {
          text: "Which?",
          choices: [{ label: "A", says: "the first" }, { label: "B" }],
          many: false,
          free: true,
          secret: false,
        },
      ],
      askedAt: at,
      notAfter: at + 1,
    },
  },
  "question.resolved": {
    t: "question.resolved",
    question: id,
    run: id,
    outcome: "declined",
    device: id,
    name: "Anna’s phone",
    at,
  },
  prompt: { t: "prompt", item: 0, text: "go", images: 2, command: id, device: id, at },
  "prompt.queued": { t: "prompt.queued", command: id, revision: 2, text: "on", device: id, at },
  "prompt.dropped": { t: "prompt.dropped", command: id, why: "withdrawn", device: id, at },
  attempt: {
    t: "attempt",
    number: 1,
    place: "worktree",
    base: "0123abcd",
    warning: "left out: 1 file that is not in git",
    at,
  },
  settings: { t: "settings", model: "m", mode: "plan", profile: "strict", at },
  text: { t: "text", item: 1, role: "thought", delta: "hm\u0000\u2028é𝒳" },
  commands: { t: "commands", commands: [{ name: "review", says: "looks", hint: "[file]" }] },
  plan: { t: "plan", entries: [{ text: "one", status: "active" }] },
  tool: { t: "tool", item: 2, kind: "command", title: "ls", approval: id, at },
  "tool.output": { t: "tool.output", item: 2, delta: "a\nb" },
  "tool.done": {
    t: "tool.done",
    item: 2,
    status: "completed",
    exitCode: -1,
    durationMs: 5,
    diff: "+a",
    truncated: true,
    words: "rather not",
  },
  validation: {
    t: "validation",
    item: 3,
    title: "npm test",
    status: "failed",
    exitCode: 1,
    durationMs: 9,
    artifact: filled(32),
    at,
  },
  "grant.made": {
    t: "grant.made",
    approval: id,
    device: id,
    what: "a.txt",
    notAfter: at + 1,
    at,
  },
  "grant.used": { t: "grant.used", approval: id, item: 4, inputs: filled(32), at },
  "grant.ended": { t: "grant.ended", approval: id, why: "withdrawn", device: id, at },
  gate: {
    t: "gate",
    rule: "files",
    inputs: filled(32),
    verdict: "attention",
    text: "13 files",
    at,
  },
  artifact: {
    t: "artifact",
    artifact: filled(32),
    kind: "diff",
    title: "all changes",
    bytes: 10,
    truncated: true,
    at,
  },
  usage: {
    t: "usage",
    model: "m",
    input: 100,
    output: 20,
    cached: 50,
    cost: 1_234,
    estimated: true,
    contextUsed: 1_000,
    contextMax: 200_000,
    at,
  },
  compacted: { t: "compacted", at },
  notice: { t: "notice", level: "warning", text: "careful", next: "log in", at },
};

describe("an event", () => {
  test.each(Object.values(events))("$t comes back", (event) => {
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });

  test("carries an action character for character, whatever it holds", () => {
    const action = '{"a":"\\u0061\\\\ \\" \u2028 é 𝒳"}';
    const event = events["approval.asked"];
    const asked = { ...event, ask: { ...event.ask, action } };
    expect(decodeEvent(encodeEvent(asked))).toEqual(asked);
  });

  test("of an unknown kind is skipped; of a known one it must be right", () => {
    expect(decodeEvent('{"t":"dance"}')).toBeUndefined();
    expect(decodeEvent('{"kind":"text"}')).toBeUndefined();
    expect(() => decodeEvent('{"t":"text"}')).toThrow(isMessage);
    expect(() => decodeEvent('{"t":"text","item":1,"role":"answer","delta":1}')).toThrow(isMessage);
    expect(decodeEvent('{"t":"tool.output","item":1,"delta":"x","colour":"red"}')).toEqual({
      t: "tool.output",
      item: 1,
      delta: "x",
    });
  });

  test.each(["", "{", "[]]", '{"t":"text","t":"plan"}', '{"t":"text","delta":"\\ud800"}'])(
    "is not %j",
    (body) => {
      expect(() => decodeEvent(body)).toThrow(isMessage);
    },
  );

  test("has bounds: a tier of 1 to 3, 64 entries of a plan, 16 KiB of text", () => {
    const asked = events["approval.asked"];
    for (const tier of [0, 4]) {
      const body = encodeEvent({ ...asked, ask: { ...asked.ask, tier } });
      expect(() => decodeEvent(body)).toThrow(isMessage);
    }
    const entry = { text: "x", status: "done" } as const;
    const plan = (count: number): string =>
      encodeEvent({ t: "plan", entries: Array.from({ length: count }, () => entry) });
    expect(decodeEvent(plan(64))).toBeDefined();
    expect(() => decodeEvent(plan(65))).toThrow(isMessage);
    const delta = (length: number): string =>
      encodeEvent({ t: "tool.output", item: 0, delta: "x".repeat(length) });
    expect(decodeEvent(delta(16_384))).toBeDefined();
    expect(() => decodeEvent(delta(16_385))).toThrow(isMessage);
  });

  test("shows half a character, as a program may print it, instead of failing", () => {
    const body = encodeEvent({ t: "tool.output", item: 0, delta: "a\ud800b" });
    expect(decodeEvent(body)).toEqual({ t: "tool.output", item: 0, delta: "a\ufffdb" });
  });
});
