import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEvent, encodeEvent } from "./event-codec.ts";
import {
  decodeAgentMessage,
  decodePhoneMessage,
  encodeAgentMessage,
  encodePhoneMessage,
} from "./message-codec.ts";
import { ProtocolFailure } from "./failure.ts";
import { fromUtf8, utf8 } from "./text.ts";

const kinds = [
  ..."auth enroll follow unfollow run.open run.prompt run.stop approval.answer".split(" "),
  ..."enrolled enroll.waiting enroll.refused ready event reset current outcome".split(" "),
  ..."run.opened run.state approval.asked approval.resolved prompt text plan tool".split(" "),
  ..."image.put image.got prompt.change prompt.withdraw prompt.queued prompt.dropped".split(" "),
  ..."commands grant.withdraw grant.made grant.used grant.ended".split(" "),
  ..."tool.output tool.done notice dance __proto__ toString".split(" "),
];
const fields = [
  ..."signature epoch cursors identity name cursor feed id exp workspace driver prompt".split(" "),
  ..."run text approval decision auditHead rendererVersion device slot capability psk".split(" "),
  ..."role machine seconds reason now auditSize seq body chain state code ask item delta".split(
    " ",
  ),
  ..."images image bytes offset piece revision commands says hint scope forRun notAfter inputs what why".split(
    " ",
  ),
  ..."entries kind title at status level outcome crit v unheardOf".split(" "),
];
const base64url = fc
  .constantFrom(0, 8, 16, 32, 64)
  .map((length) => Buffer.alloc(length, 1).toString("base64url"));
const leaf = fc.oneof(
  base64url,
  fc.constantFrom("inbox", "done", "owner", "deny", "new", "EXPIRED", "command", "info", ""),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.integer({ min: -1, max: 300 }),
  fc.constantFrom(null, true, false, 1.5, 2 ** 60),
);
const plain = fc.letrec<{ any: unknown; object: Record<string, unknown> }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, leaf, tie("object"), fc.array(tie("any"), { maxLength: 2 })),
  object: fc.dictionary(fc.constantFrom(...fields), tie("any"), { maxKeys: 8 }),
})).object;
const message = fc.tuple(fc.constantFrom(...kinds), plain).map(([t, rest]) => ({
  ...rest,
  v: 1,
  t,
}));

function outcome<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (failure) {
    expect(failure).toBeInstanceOf(ProtocolFailure);
    expect(["MESSAGE", "UNSUPPORTED"]).toContain((failure as ProtocolFailure).code);
    return undefined;
  }
}

describe("decoders of messages and events", () => {
  test("throw MESSAGE or UNSUPPORTED only, and what they accept comes back", () => {
    fc.assert(
      fc.property(message, (value) => {
        const bytes = utf8(JSON.stringify(value));
        const phone = outcome(() => decodePhoneMessage(bytes));
        if (phone) expect(decodePhoneMessage(encodePhoneMessage(phone))).toEqual(phone);
        const agent = outcome(() => decodeAgentMessage(bytes));
        if (agent) expect(decodeAgentMessage(encodeAgentMessage(agent))).toEqual(agent);
        const event = outcome(() => decodeEvent(fromUtf8(bytes)));
        if (event) expect(decodeEvent(encodeEvent(event))).toEqual(event);
      }),
      { seed: 111, numRuns: 5_000 },
    );
  });

  test("throw MESSAGE or UNSUPPORTED only on any bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json({ maxDepth: 4 }).map((text) => utf8(text.toWellFormed())),
    );
    fc.assert(
      fc.property(bytes, (noise) => {
        outcome(() => decodePhoneMessage(noise));
        outcome(() => decodeAgentMessage(noise));
        outcome(() => decodeEvent(Buffer.from(noise).toString("latin1")));
      }),
      { seed: 112, numRuns: 3_000 },
    );
  });

  test("refuse or skip one wrong field in a message that was right", () => {
    const id = "A".repeat(22);
    const chain = "A".repeat(43);
    const right = [
      { t: "follow", cursor: { feed: "inbox", seq: 0, chain } },
      { t: "run.stop", id, exp: 1, run: id },
      { t: "grant.withdraw", id, exp: 1, run: id, approval: id },
      { t: "outcome", id, state: "done" },
      { t: "current", feed: "inbox", seq: 0, chain },
    ];
    const changed = fc.tuple(fc.constantFrom(...right), fc.constantFrom(...fields), leaf);
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(changed, ([base, field, value]) => {
        const source = JSON.stringify({ v: 1, ...base, [field]: value });
        const bytes = utf8(source);
        const phone = outcome(() => decodePhoneMessage(bytes));
        const agent = outcome(() => decodeAgentMessage(bytes));
        if (phone) expect(decodePhoneMessage(encodePhoneMessage(phone))).toEqual(phone);
        if (agent) expect(decodeAgentMessage(encodeAgentMessage(agent))).toEqual(agent);
        seen[(phone ?? agent) ? "accepted" : "refused"]++;
      }),
      { seed: 113, numRuns: 3_000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(200);
  });
});
