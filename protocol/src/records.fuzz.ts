// Any bytes at all into the record and header parsers: an answer or a refusal with a code, nothing else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProtocolFailure } from "./failure.ts";
import { splitFirstMessage } from "./handshake.ts";
import { encodeHeader, parseHeader } from "./header.ts";
import { type WireRecord, encodeRecords, parseRecords, recordKind } from "./records.ts";

const codesOf = <T>(act: () => T): T | string => {
  try {
    return act();
  } catch (failure) {
    if (failure instanceof ProtocolFailure) return failure.code;
    throw failure;
  }
};

// Mostly frames of a right length whose beginning is arbitrary, some of any length.
const arbitraryFrame = fc.oneof(
  fc.uint8Array({ maxLength: 2_048 }),
  fc
    .tuple(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(496, 1_008, 2_032))
    .map(([beginning, length]) => {
      const frame = new Uint8Array(length);
      frame.set(beginning);
      return frame;
    }),
  // Records that are nearly right: small kinds and lengths.
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 3 }), fc.nat(40)))
    .map((rows) => {
      const frame = new Uint8Array(1_008);
      let place = 0;
      for (const [kind, flags, length] of rows) {
        if (place + 8 > frame.length) break;
        frame.set([kind, flags, 0, flags, 0, 0, 0, length], place);
        place += 8 + length;
      }
      return frame;
    }),
);

const anyRecord: fc.Arbitrary<WireRecord> = fc.record({
  kind: fc.constantFrom(...Object.values(recordKind)),
  flags: fc.nat(255),
  stream: fc.nat(65_535),
  body: fc.uint8Array({ maxLength: 300 }),
});

describe("parseRecords", () => {
  it("reads any bytes as known records within the frame, or refuses with RECORD", () => {
    fc.assert(
      fc.property(arbitraryFrame, (frame) => {
        const records = codesOf(() => parseRecords(frame));
        if (typeof records === "string") {
          expect(records).toBe("RECORD");
          return;
        }
        const length = records.reduce((sum, { body }) => sum + 8 + body.length, 0);
        expect(length).toBeLessThanOrEqual(frame.length);
      }),
      { seed: 10, numRuns: 3_000 },
    );
  });

  it("reads back whatever records were written", () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 20 }), (records) => {
        expect(parseRecords(encodeRecords(records))).toEqual(records);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it("does not change the bytes it reads", () => {
    fc.assert(
      fc.property(arbitraryFrame, (frame) => {
        const before = frame.slice();
        codesOf(() => parseRecords(frame));
        expect(frame).toEqual(before);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});

const nearlyHeader = fc
  .tuple(fc.nat(3), fc.nat(3), fc.nat(4), fc.uint8Array({ maxLength: 20 }))
  .map(([version, suite, mode, rest]) => Uint8Array.of(version, suite, mode, ...rest));

describe("parseHeader", () => {
  it("takes no two spellings for one header, and refuses the rest with a code", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), nearlyHeader), (bytes) => {
        const header = codesOf(() => parseHeader(bytes));
        if (typeof header === "string") expect(["HANDSHAKE", "VERSION"]).toContain(header);
        else expect(encodeHeader(header)).toEqual(bytes);
      }),
      { seed: 13, numRuns: 3_000 },
    );
  });
});

describe("splitFirstMessage", () => {
  it("loses and adds nothing", () => {
    const first = fc
      .tuple(nearlyHeader, fc.uint8Array({ maxLength: 60 }))
      .map(([header, m1]) => Uint8Array.of(...header, ...m1));
    fc.assert(
      fc.property(first, (bytes) => {
        const split = codesOf(() => splitFirstMessage(bytes));
        if (typeof split === "string") expect(["HANDSHAKE", "VERSION"]).toContain(split);
        else expect(Uint8Array.of(...encodeHeader(split.header), ...split.m1)).toEqual(bytes);
      }),
      { seed: 14, numRuns: 2_000 },
    );
  });
});
