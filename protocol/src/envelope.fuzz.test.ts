import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeAdmissions,
  encodeAgentFrame,
  encodeChallenge,
  encodePhoneAuth,
  encodePhoneFrame,
  frameType,
  parseAdmissions,
  parseAgentFrame,
  parseChallenge,
  parsePhoneAuth,
  parsePhoneFrame,
} from "./envelope.ts";

const types = fc.oneof(fc.constantFrom(...Object.values(frameType)), fc.nat({ max: 255 }));
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  fc
    .constantFrom(0, 1, 16, 32, 52, 96, 104, 287, 288, 511, 512, 1_024, 2_048, 2_049)
    .map((length) => new Uint8Array(length).fill(length)),
);
const frames = fc
  .tuple(types, bodies)
  .map(([type, body]) => Uint8Array.from([type, ...body]))
  .chain((frame) => fc.constantFrom(frame, frame.slice(0, -1)));

/** What a parser made of some bytes, or undefined if it refused them as it should. */
function parsed<T>(parse: (bytes: Uint8Array) => T, bytes: Uint8Array): T | undefined {
  try {
    return parse(bytes);
  } catch (failure) {
    expect(failure).toMatchObject({ name: "ProtocolFailure", code: "FRAME" });
    return undefined;
  }
}

describe("parsers of the envelope refuse by FRAME only, and read only what would be written so", () => {
  test("frames of a phone's leg", () => {
    let accepted = 0;
    fc.assert(
      fc.property(frames, (bytes) => {
        const frame = parsed(parsePhoneFrame, bytes);
        if (frame === undefined) return;
        accepted++;
        expect(encodePhoneFrame(frame.type, frame.body)).toEqual(bytes);
      }),
      { seed: 101, numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  test("frames of the agent's leg", () => {
    let accepted = 0;
    const channel = fc.uint8Array({ minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(frames, channel, (frame, four) => {
        const bytes = Uint8Array.from([...frame.slice(0, 1), ...four, ...frame.slice(1)]);
        const read = parsed(parseAgentFrame, bytes);
        if (read === undefined) return;
        accepted++;
        expect(encodeAgentFrame(read.type, read.channel, read.body)).toEqual(bytes);
      }),
      { seed: 102, numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  test("challenges, a phone's AUTH and admissions", () => {
    const printable = fc
      .stringMatching(/^[\x20-\x7e]{0,40}$/)
      .map((text) => Uint8Array.from(Buffer.from("n".repeat(32) + text)));
    fc.assert(
      fc.property(fc.oneof(bodies, printable), (body) => {
        const challenge = parsed(parseChallenge, body);
        if (challenge) expect(encodeChallenge(challenge.nonce, challenge.host)).toEqual(body);
        const auth = parsed(parsePhoneAuth, body);
        if (auth) expect(encodePhoneAuth(auth.id, auth.capability)).toEqual(body);
        const rows = parsed(parseAdmissions, body);
        if (rows) expect(encodeAdmissions(rows)).toEqual(body);
      }),
      { seed: 103, numRuns: 2_000 },
    );
  });
});
