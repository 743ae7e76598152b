import { describe, expect, test } from "vitest";
import { ascii, concat } from "./bytes.ts";
import {
  admissionBytes,
  encodeAdmissions,
  encodeAgentFrame,
  encodeChallenge,
  encodePhoneAuth,
  encodePhoneFrame,
  frameType,
  isBucket,
  parseAdmissions,
  parseAgentFrame,
  parseChallenge,
  parsePhoneAuth,
  parsePhoneFrame,
  proofBytes,
  sessionIdPreimage,
} from "./envelope.ts";
import {
  admissionsMax,
  frameBytesMax,
  handshakeBytesMax,
  pakeBytesMax,
  sealedBytesMax,
} from "./limits.ts";

const isFrame = expect.objectContaining({ name: "ProtocolFailure", code: "FRAME" });
const filled = (length: number, value = 1): Uint8Array => new Uint8Array(length).fill(value);

/** Lengths of a body that a type may have, and lengths next to them that it may not. */
const lengths: readonly (readonly [
  keyof typeof frameType,
  readonly number[],
  readonly number[],
])[] = [
  ["challenge", [33, 287], [0, 32, 288]],
  ["proof", [96], [0, 95, 97]],
  ["auth", [0, 32, 52, admissionsMax * admissionBytes], [admissionsMax * admissionBytes + 1]],
  ["ok", [0], [1]],
  ["error", [1, 2], [0, 3]],
  ["open", [0, 16], [1, 15, 17]],
  ["close", [0], [1]],
  ["mark", [8], [0, 7, 9]],
  ["handshake", [1, 1_299, handshakeBytesMax], [0, handshakeBytesMax + 1]],
  [
    "data",
    [512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768],
    [0, 1, 256, 511, 513, 768, 16_385, 32_767],
  ],
  ["pake", [1, 48, pakeBytesMax], [0, pakeBytesMax + 1]],
];

describe("a frame", () => {
  const allowed = lengths.flatMap(([name, right]) =>
    right.map((length) => [name, length] as const),
  );
  test.each(allowed)("of type %s may have a body of %i bytes", (name, length) => {
    const type = frameType[name];
    const body = filled(length, 7);
    expect(parsePhoneFrame(encodePhoneFrame(type, body))).toEqual({ type, body });
    const channel = 0xfedc_ba98;
    expect(parseAgentFrame(encodeAgentFrame(type, channel, body))).toEqual({ type, channel, body });
  });

  const refused = lengths.flatMap(([name, , wrong]) =>
    wrong.map((length) => [name, length] as const),
  );
  test.each(refused)("of type %s may not have a body of %i bytes", (name, length) => {
    const body = filled(length);
    expect(() => parsePhoneFrame(encodePhoneFrame(frameType[name], body))).toThrow(isFrame);
    expect(() => parseAgentFrame(encodeAgentFrame(frameType[name], 1, body))).toThrow(isFrame);
  });

  test("has a type byte, and to the agent a channel in big-endian", () => {
    expect(encodePhoneFrame(frameType.ok)).toEqual(Uint8Array.of(0x04));
    expect(encodeAgentFrame(frameType.close, 0x0102_0304)).toEqual(Uint8Array.of(7, 1, 2, 3, 4));
  });

  test("is one of eleven types and nothing else", () => {
    const known = new Set<number>(Object.values(frameType));
    for (let type = 0; type < 256; type++) {
      // Some length fits each known type; none fits an unknown one.
      const fits = [0, 1, 8, 16, 33, 96, 512].some((length) => {
        try {
          return parsePhoneFrame(concat(Uint8Array.of(type), filled(length))).type === type;
        } catch (failure) {
          expect(failure).toEqual(isFrame);
          return false;
        }
      });
      expect(fits).toBe(known.has(type));
    }
  });

  test("is never empty, never without its whole channel, never over 32,773 bytes", () => {
    expect(frameBytesMax).toBe(32_773);
    expect(() => parsePhoneFrame(filled(0))).toThrow(isFrame);
    for (const length of [0, 1, 4]) {
      expect(() => parseAgentFrame(filled(length, frameType.ok))).toThrow(isFrame);
    }
    for (const length of [frameBytesMax + 1, 65_536, 1_000_000]) {
      expect(() => parsePhoneFrame(filled(length, frameType.data))).toThrow(/at most 32773 bytes/);
      expect(() => parseAgentFrame(filled(length, frameType.data))).toThrow(isFrame);
    }
  });

  test("to the agent has no channel that four bytes cannot hold", () => {
    for (const channel of [-1, 2 ** 32, 0.5]) {
      expect(() => encodeAgentFrame(frameType.ok, channel)).toThrow(RangeError);
    }
  });
});

test("seven sizes of sealed frames can be told apart on the wire, and no eighth", () => {
  const sizes = Array.from({ length: 70_000 }, (_, length) => length).filter(isBucket);
  expect(sizes).toEqual([512, 1_024, 2_048, 4_096, 8_192, 16_384, sealedBytesMax]);
});

describe("a challenge", () => {
  test("is a nonce and the relay's host", () => {
    const nonce = filled(32, 5);
    const body = encodeChallenge(nonce, "relay.example:443");
    expect(parseChallenge(body)).toEqual({ nonce, host: "relay.example:443" });
  });

  test.each([
    ["no host", filled(32)],
    ["a short nonce", filled(31)],
    ["a space in its host", concat(filled(32), ascii("a b"))],
    ["a line's end in its host", concat(filled(32), ascii("a\n"))],
    ["a zero byte in its host", concat(filled(32), ascii("a\0"))],
    ["a host beyond ASCII", concat(filled(32), filled(3, 0xe9))],
    ["a host that is too long", concat(filled(32), filled(256, 0x61))],
    ["a megabyte of host", filled(1_000_000, 0x61)],
  ])("is refused with %s", (_what, body) => {
    expect(() => parseChallenge(body)).toThrow(isFrame);
  });

  test("is answered over the host that was dialled, the session and the nonce", () => {
    const proof = proofBytes("relay.example", filled(16, 2), filled(32, 3));
    const label = "longrein/1 relay";
    expect(proof).toEqual(
      concat(
        ascii(label),
        Uint8Array.of(0, 0, 0, 13),
        ascii("relay.example"),
        filled(16, 2),
        filled(32, 3),
      ),
    );
    expect(proofBytes("relay.exampl", filled(16, 0x65), filled(32, 3))).not.toEqual(proof);
  });

  test("belongs to the session whose ID is made of the relay key", () => {
    expect(sessionIdPreimage(filled(32, 9))).toEqual(
      concat(ascii("longrein/1 aid"), filled(32, 9)),
    );
  });
});

describe("a phone's AUTH", () => {
  test("is an id and a capability, 16 bytes each", () => {
    const body = encodePhoneAuth(filled(16, 1), filled(16, 2));
    expect(parsePhoneAuth(body)).toEqual({ id: filled(16, 1), capability: filled(16, 2) });
    for (const length of [0, 16, 31, 33, 52]) {
      expect(() => parsePhoneAuth(filled(length))).toThrow(isFrame);
    }
  });
});

describe("an agent's admissions", () => {
  const row = (value: number, seconds: number) => ({
    id: filled(16, value),
    capabilityHash: filled(32, value + 1),
    seconds,
  });

  test("are rows of 52 bytes, none to very many", () => {
    const rows = [row(1, 300), row(2, 0), row(3, 0xffff_ffff)];
    const body = encodeAdmissions(rows);
    expect(body).toHaveLength(3 * 52);
    expect(parseAdmissions(body)).toEqual(rows);
    expect(parseAdmissions(encodeAdmissions([]))).toEqual([]);
  });

  test("have no half rows", () => {
    for (const length of [1, 51, 53, 103]) {
      expect(() => parseAdmissions(filled(length))).toThrow(isFrame);
    }
  });

  test("fit one frame at their most", () => {
    const rows = Array.from({ length: admissionsMax }, (_, index) => row(index % 256, index));
    const frame = encodeAgentFrame(frameType.auth, 0, encodeAdmissions(rows));
    expect(parseAdmissions(parseAgentFrame(frame).body)).toEqual(rows);
  });
});
