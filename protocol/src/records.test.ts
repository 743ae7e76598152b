import { describe, expect, it } from "vitest";
import { answerTo, upTo } from "../../simulation/tampering.ts";
import { concat, u16, u32, u8 } from "./bytes.ts";
import { sealedBytesMax, sealedBytesMin } from "./limits.ts";
import {
  type WireRecord,
  encodeRecords,
  parseRecords,
  plaintextBytesMax,
  recordBodyBytesMax,
  recordKind,
} from "./records.ts";

const message = (length: number): WireRecord => ({
  kind: recordKind.message,
  flags: 0,
  stream: 0,
  body: new Uint8Array(length).fill(0xab),
});

/** A record as a peer may write it, whatever the format says. */
const wire = (
  kind: number,
  body: Uint8Array,
  { flags = 0, stream = 0, length = body.length } = {},
) => concat(u8(kind), u8(flags), u16(stream), u32(length), body);

const framed = (...parts: readonly Uint8Array[]) => {
  const filled = concat(...parts);
  let bucket: number = sealedBytesMin;
  while (bucket - 16 < filled.length) bucket *= 2;
  return concat(filled, new Uint8Array(bucket - 16 - filled.length));
};

describe("records", () => {
  it.each<[string, WireRecord[]]>([
    ["none", []],
    ["an empty message", [message(0)]],
    ["two messages", [message(3), message(5)]],
    ["every kind", Object.values(recordKind).map((kind) => ({ ...message(8), kind }))],
    ["flags and stream", [{ ...message(1), kind: recordKind.chunk, flags: 3, stream: 4 }]],
    ["the largest", [message(recordBodyBytesMax)]],
    ["a frame filled to its last byte", [message(512 - 16 - 8)]],
  ])("%s are read as they were written", (_, records) => {
    expect(parseRecords(encodeRecords(records))).toEqual(records);
  });

  it.each([
    [0, 512],
    [512 - 16 - 8, 512],
    [512 - 16 - 8 + 1, 1_024],
    [1_024 - 16 - 8 + 1, 2_048],
    [16_384 - 16 - 8 + 1, sealedBytesMax],
    [recordBodyBytesMax, sealedBytesMax],
  ])("with a body of %i bytes are sealed into a frame of %i", (length, bucket) => {
    expect(encodeRecords([message(length)]).length + 16).toBe(bucket);
  });

  it("are padded to one of seven lengths, whatever they hold", () => {
    const lengths = upTo(400).map((step) => encodeRecords([message(step * 80)]).length + 16);
    expect([...new Set(lengths)].toSorted((a, b) => a - b)).toEqual([
      512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768,
    ]);
  });

  it("that do not fit a frame are not written", () => {
    expect(() => encodeRecords([message(recordBodyBytesMax + 1)])).toThrow("do not fit");
    expect(() => encodeRecords([message(recordBodyBytesMax), message(0)])).toThrow("do not fit");
  });
});

describe("records of a peer", () => {
  const zeros = new Uint8Array(8);
  const oneAtEnd = framed(wire(1, zeros));
  oneAtEnd[oneAtEnd.length - 1] = 1;

  const broken: readonly [string, Uint8Array][] = [
    ["a length one past the end", framed(wire(1, zeros), wire(1, zeros, { length: 512 }))],
    ["the largest length there is", framed(wire(1, zeros, { length: 0xffff_ffff }))],
    ["a length past the end in the last record", lastRecord(wire(1, zeros, { length: 9 }))],
    ["a header cut off by the end", lastRecord(Uint8Array.of(1, 0, 0, 0, 0, 0, 0))],
    ["a kind and nothing more", lastRecord(Uint8Array.of(1))],
    ["padding whose last byte is not zero", oneAtEnd],
    ["padding whose first byte is not zero", framed(wire(1, zeros), Uint8Array.of(0, 1))],
    ["kind 0 and then a record", framed(wire(0, new Uint8Array()), wire(1, zeros))],
    ["kind 0 with a length", framed(wire(0, new Uint8Array(), { length: 4 }))],
  ];
  it.each(broken)("are refused for %s", async (_, plaintext) => {
    expect(await answerTo(() => parseRecords(plaintext))).toBe("RECORD");
  });

  it("are refused for every unknown kind below 0x40 and skipped from there on", async () => {
    const known: ReadonlySet<number> = new Set(Object.values(recordKind));
    for (let kind = 1; kind < 256; kind++) {
      const plaintext = framed(wire(kind, zeros, { flags: 0xff, stream: 0xffff }), wire(1, zeros));
      const answer = await answerTo(() => parseRecords(plaintext));
      expect([kind, answer]).toEqual([
        kind,
        known.has(kind) || kind >= 0x40 ? "accepted" : "RECORD",
      ]);
      if (kind >= 0x40) expect(parseRecords(plaintext)).toEqual([{ ...message(8), body: zeros }]);
    }
  });

  it("are refused at every length but a bucket's", async () => {
    for (const length of [
      0, 1, 15, 495, 497, 511, 512, 1_007, 1_009, 5_000, 32_751, 32_753, 65_520,
    ]) {
      expect([length, await answerTo(() => parseRecords(new Uint8Array(length)))]).toEqual([
        length,
        "RECORD",
      ]);
    }
    expect(await answerTo(() => parseRecords(new Uint8Array(496)))).toBe("accepted");
  });

  it("are refused for a bit anywhere in the padding, wherever the frame lies in memory", async () => {
    for (const offset of [0, 1, 2, 3]) {
      const memory = new Uint8Array(offset + 496);
      const plaintext = memory.subarray(offset);
      plaintext.set(wire(1, new Uint8Array(offset)));
      expect(await answerTo(() => parseRecords(plaintext))).toBe("accepted");
      for (let place = 9 + offset; place < plaintext.length; place++) {
        plaintext[place] = 1 << (place % 8);
        expect([place, await answerTo(() => parseRecords(plaintext))]).toEqual([place, "RECORD"]);
        plaintext[place] = 0;
      }
    }
  });

  it("number at most one for every eight bytes of a frame", () => {
    const most = Math.floor(plaintextBytesMax / 8);
    const plaintext = concat(...upTo(most).map(() => wire(1, new Uint8Array())));
    expect(parseRecords(framed(plaintext)).length).toBe(most);
  });

  it("keep nothing of the frame they came in", () => {
    const plaintext = encodeRecords([message(4)]);
    const [record] = parseRecords(plaintext);
    plaintext.fill(0);
    expect(record).toEqual(message(4));
    expect(record?.body.buffer.byteLength).toBe(4);
  });

  /** A frame that is full: `last` ends exactly where the frame ends. */
  function lastRecord(last: Uint8Array): Uint8Array {
    return concat(wire(1, new Uint8Array(512 - 16 - 8 - last.length)), last);
  }
});
