import { describe, expect, test } from "vitest";
import { commandBytesMax } from "./limits.ts";
import {
  decodeAgentMessage,
  decodePhoneMessage,
  encodeAgentMessage,
  encodePhoneMessage,
} from "./message-codec.ts";
import { agentMessages, phoneMessages } from "./testing/one-of-each-message.ts";
import { fromUtf8, utf8 } from "./text.ts";

const filled = (length: number, value = 1): Uint8Array => new Uint8Array(length).fill(value);
const isMessage = expect.objectContaining({ code: "MESSAGE" });
const isUnsupported = expect.objectContaining({ code: "UNSUPPORTED" });
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));

describe("a message", () => {
  test.each(Object.values(phoneMessages))("by the phone, $t, comes back", (message) => {
    expect(decodePhoneMessage(encodePhoneMessage(message))).toEqual(message);
  });

  test.each(Object.values(agentMessages))("by the agent, $t, comes back", (message) => {
    expect(decodeAgentMessage(encodeAgentMessage(message))).toEqual(message);
  });

  test("is an object with v 1 and t, in UTF-8 JSON", () => {
    const bytes = encodePhoneMessage(phoneMessages.unfollow);
    expect(fromUtf8(bytes)).toBe('{"v":1,"t":"unfollow","feed":"inbox"}');
  });

  test.each(["v", "t"])("is refused without %s", (field) => {
    const { [field]: _left, ...rest }: Record<string, unknown> = {
      v: 1,
      ...phoneMessages.unfollow,
    };
    expect(() => decodePhoneMessage(json(rest))).toThrow(isMessage);
  });

  test.each([
    ["another v", { v: 2, t: "unfollow", feed: "inbox" }],
    ["v as text", { v: "1", t: "unfollow", feed: "inbox" }],
    ["t as number", { v: 1, t: 1 }],
    ["a list", [1]],
    ["null", null],
    ["a text", "unfollow"],
    ["crit as text", { v: 1, t: "unfollow", feed: "inbox", crit: "true" }],
    ["crit as number", { v: 1, t: "unfollow", feed: "inbox", crit: 1 }],
    ["crit as null", { v: 1, t: "news", crit: null }],
  ])("is refused as %s", (_what, value) => {
    expect(() => decodePhoneMessage(json(value))).toThrow(isMessage);
    expect(() => decodeAgentMessage(json(value))).toThrow(isMessage);
  });

  test("is refused when it is not UTF-8, not JSON, or JSON of a hostile kind", () => {
    const hostile = ["", "{", '{"v":1,"v":1,"t":"news"}', '{"v":1,"t":"news","__proto__":1}'];
    for (const text of hostile) expect(() => decodeAgentMessage(utf8(text))).toThrow(isMessage);
    expect(() => decodeAgentMessage(Uint8Array.of(0xff))).toThrow(isMessage);
  });
});

describe("every field of a message", () => {
  const all = [
    ...Object.values(phoneMessages).map((message) => ({
      t: message.t,
      plain: JSON.parse(fromUtf8(encodePhoneMessage(message))) as Record<string, unknown>,
      decode: decodePhoneMessage,
    })),
    ...Object.values(agentMessages).map((message) => ({
      t: message.t,
      plain: JSON.parse(fromUtf8(encodeAgentMessage(message))) as Record<string, unknown>,
      decode: decodeAgentMessage,
    })),
  ];
  const optional = new Set([
    "auth.epoch",
    "device.role.approver",
    "ready.approver",
    "ready.updateRequired",
    "outcome.code",
    "outcome.run",
    "outcome.seconds",
    "run.open.model",
    "run.open.mode",
    "run.open.profile",
    "run.open.inPlace",
    "run.open.session",
    "run.open.fork",
    "run.open.images",
    "run.prompt.when",
    "run.prompt.goOn",
    "run.prompt.images",
    "run.set.model",
    "run.set.mode",
    "run.set.profile",
    "approvals.deny.run",
    "approval.answer.words",
    "approval.answer.scope",
    "setup.spend",
    "setup.pushes",
    "push.sent",
    "setup.otherApp",
  ]);

  test.each(all)("of $t is needed, has one type and no null", ({ t, plain, decode }) => {
    for (const field of Object.keys(plain).filter((name) => name !== "v" && name !== "t")) {
      const { [field]: _left, ...without } = plain;
      if (optional.has(`${t}.${field}`)) expect(decode(json(without))).toBeDefined();
      else expect(() => decode(json(without))).toThrow(isMessage);
      for (const wrong of [null, true, -1, 1.5, { a: 1 }, [1], "\u0000 not this"]) {
        if (typeof wrong === "string" && isFreeText(field)) continue;
        if (typeof wrong === "boolean" && isFlag(field)) continue;
        expect(() => decode(json({ ...plain, [field]: wrong }))).toThrow(isMessage);
      }
    }
  });

  const isFreeText = (field: string): boolean =>
    [
      "name",
      "feed",
      "workspace",
      "driver",
      "prompt",
      "text",
      "machine",
      "body",
      "model",
      "mode",
      "session",
      "words",
    ].includes(field);

  const isFlag = (field: string): boolean =>
    [
      "inPlace",
      "fork",
      "earlier",
      "goOn",
      "approvals",
      "questions",
      "endings",
      "seen",
      "pushes",
      "on",
      "approver",
    ].includes(field);

  test("that holds text has a limit in UTF-8 bytes", () => {
    const enroll = phoneMessages.enroll;
    expect(
      decodePhoneMessage(encodePhoneMessage({ ...enroll, name: "é".repeat(32) })),
    ).toBeDefined();
    const long = encodePhoneMessage({ ...enroll, name: `${"é".repeat(32)}a` });
    expect(() => decodePhoneMessage(long)).toThrow(isMessage);
    const prompt = { ...phoneMessages["run.open"], prompt: "x".repeat(16 * 1_024) };
    expect(decodePhoneMessage(encodePhoneMessage(prompt))).toEqual(prompt);
    const more = encodePhoneMessage({ ...prompt, prompt: `${prompt.prompt}x` });
    expect(() => decodePhoneMessage(more)).toThrow(isMessage);
  });
});

describe("what a newer peer adds", () => {
  const unfollow = { v: 1, t: "unfollow", feed: "inbox" };
  const follow = {
    v: 1,
    t: "follow",
    cursor: { feed: "inbox", seq: 0, chain: "A".repeat(43), shard: 1 },
  };

  test("is skipped: a message of an unknown kind, a field, a field further down", () => {
    expect(decodePhoneMessage(json({ v: 1, t: "dance", steps: [1] }))).toBeUndefined();
    expect(decodePhoneMessage(json({ ...unfollow, why: "bored" }))).toEqual(phoneMessages.unfollow);
    expect(decodePhoneMessage(json({ ...unfollow, crit: false, why: 1 }))).toBeDefined();
    expect(decodePhoneMessage(json(follow))).toEqual({
      t: "follow",
      cursor: { feed: "inbox", seq: 0, chain: filled(32, 0) },
    });
  });

  test("is UNSUPPORTED when the message says it matters, however deep it lies", () => {
    for (const value of [{ v: 1, t: "dance" }, { ...unfollow, why: "bored" }, follow]) {
      expect(() => decodePhoneMessage(json({ ...value, crit: true }))).toThrow(isUnsupported);
    }
    expect(decodePhoneMessage(json({ ...unfollow, crit: true }))).toEqual(phoneMessages.unfollow);
  });

  test("does not let one side send what only the other may", () => {
    const enrolled = encodeAgentMessage(agentMessages.enrolled);
    expect(decodePhoneMessage(enrolled)).toBeUndefined();
    expect(decodeAgentMessage(encodePhoneMessage(phoneMessages.auth))).toBeUndefined();
  });
});

test("a phone's message has at most 64 KiB, an unknown one included", () => {
  const padded = (length: number): Uint8Array => {
    const empty = '{"v":1,"t":"dance","pad":""}';
    return utf8(empty.replace('""', `"${"x".repeat(length - empty.length)}"`));
  };
  expect(decodePhoneMessage(padded(commandBytesMax))).toBeUndefined();
  expect(() => decodePhoneMessage(padded(commandBytesMax + 1))).toThrow(isMessage);
});
