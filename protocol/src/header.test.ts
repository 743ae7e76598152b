import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { answerTo } from "../../simulation/tampering.ts";
import { type Header, encodeHeader, headerBytes, parseHeader, prologue } from "./header.ts";

const id = Uint8Array.from({ length: 16 }, (_, index) => index);
const encoded = (version: number, suite: number, mode: number) =>
  Uint8Array.of(version, suite, mode, ...id);

describe("a header", () => {
  it.each([
    [{ mode: "pair", id }, encoded(1, 1, 1)],
    [{ mode: "session", id }, encoded(1, 1, 2)],
  ] satisfies [Header, Uint8Array][])("%o is these bytes and no others", (header, bytes) => {
    expect(encodeHeader(header)).toEqual(bytes);
    expect(parseHeader(bytes)).toEqual(header);
  });

  it("of any other version or suite is refused as a version", async () => {
    for (let other = 0; other < 256; other++) {
      if (other === 1) continue;
      expect(await answerTo(() => parseHeader(encoded(other, 1, 1)))).toBe("VERSION");
      expect(await answerTo(() => parseHeader(encoded(1, other, 1)))).toBe("VERSION");
    }
  });

  it("of any other mode is refused", async () => {
    for (let other = 0; other < 256; other++) {
      if (other === 1 || other === 2) continue;
      expect(await answerTo(() => parseHeader(encoded(1, 1, other)))).toBe("HANDSHAKE");
    }
  });

  it("of any other length is refused", async () => {
    for (let length = 0; length <= 64; length++) {
      if (length === headerBytes) continue;
      const bytes = new Uint8Array(length);
      bytes.set(encoded(1, 1, 1).subarray(0, length));
      expect(await answerTo(() => parseHeader(bytes))).toBe("HANDSHAKE");
    }
  });
});

describe("a prologue", () => {
  it("is the label, the header and the session ID", () => {
    const sessionId = nodePrimitives.randomBytes(16);
    const bytes = Buffer.from(prologue({ mode: "session", id }, sessionId));
    expect(bytes.length).toBe(11 + 19 + 16);
    expect(bytes.subarray(0, 11).toString("latin1")).toBe("longrein/1\0");
    expect(new Uint8Array(bytes.subarray(11, 30))).toEqual(encoded(1, 1, 2));
    expect(new Uint8Array(bytes.subarray(30))).toEqual(sessionId);
  });
});
