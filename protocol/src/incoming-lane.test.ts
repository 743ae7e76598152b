import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { answerTo } from "../../simulation/tampering.ts";
import { concat } from "./bytes.ts";
import { IncomingLane } from "./incoming-lane.ts";
import { chunkedToAgentBytesMax, chunkedToPhoneBytesMax, creditBytes } from "./limits.ts";
import { type WireRecord, chunkFlag, recordBodyBytesMax, recordKind } from "./records.ts";

const FIRST = chunkFlag.first;
const LAST = chunkFlag.last;
const record = (kind: WireRecord["kind"], flags: number, body: Uint8Array): WireRecord => ({
  kind,
  flags,
  stream: 1,
  body,
});
const bytes = (...values: number[]) => Uint8Array.from(values);
const message = (body: Uint8Array = bytes(1), flags = 0) => record(recordKind.message, flags, body);
const chunk = (flags: number, body: Uint8Array = bytes(1)) => record(recordKind.chunk, flags, body);

describe("a lane", () => {
  it("gives a message at once and a chunked one when its last chunk has come", () => {
    const lane = new IncomingLane(100);
    expect(lane.accept(message(bytes(7)))).toEqual(bytes(7));
    expect(lane.accept(chunk(FIRST, bytes(1, 2)))).toBeUndefined();
    expect(lane.accept(chunk(0, bytes(3)))).toBeUndefined();
    expect(lane.accept(chunk(LAST, bytes(4)))).toEqual(bytes(1, 2, 3, 4));
    expect(lane.accept(chunk(FIRST | LAST, bytes(5)))).toEqual(bytes(5));
    expect(lane.accept(message(bytes()))).toEqual(bytes());
  });

  const broken: readonly [string, WireRecord[]][] = [
    ["a chunk without FIRST", [chunk(0)]],
    ["LAST without FIRST", [chunk(LAST)]],
    ["two FIRST", [chunk(FIRST), chunk(FIRST)]],
    ["FIRST again at the end", [chunk(FIRST), chunk(FIRST | LAST)]],
    ["a chunk after the last", [chunk(FIRST | LAST), chunk(0)]],
    ["a message between chunks", [chunk(FIRST), message()]],
    ["an empty chunk", [chunk(FIRST, bytes())]],
    ["an empty last chunk", [chunk(FIRST), chunk(LAST, bytes())]],
    ["an unknown chunk flag", [chunk(FIRST | 4)]],
    ["all chunk flags", [chunk(0xff)]],
    ["a message with FIRST", [message(bytes(1), FIRST)]],
    ["a message with an unknown flag", [message(bytes(1), 0x80)]],
  ];
  it.each(broken)("refuses %s", async (_, records) => {
    const lane = new IncomingLane(100);
    for (const good of records.slice(0, -1)) lane.accept(good);
    const last = records.at(-1) ?? message();
    expect(await answerTo(() => lane.accept(last))).toBe("RECORD");
  });

  it("never gives a chunked message that has no LAST", () => {
    const lane = new IncomingLane(100);
    expect(lane.accept(chunk(FIRST))).toBeUndefined();
    for (let i = 0; i < 99; i++) expect(lane.accept(chunk(0))).toBeUndefined();
  });

  it.each([
    ["to the agent", chunkedToAgentBytesMax],
    ["to the phone", chunkedToPhoneBytesMax],
  ])("takes a chunked message %s of its limit and not one byte more", async (_, limit) => {
    expect(limit % 32_768).toBe(0);
    const part = new Uint8Array(16_384).fill(5);
    const filled = (): IncomingLane => {
      const lane = new IncomingLane(limit);
      for (let sent = 0; sent < limit - part.length; sent += part.length) {
        lane.accept(chunk(sent === 0 ? FIRST : 0, part));
        lane.takeGrant();
      }
      return lane;
    };
    const whole = filled().accept(chunk(LAST, part));
    expect(whole?.length).toBe(limit);
    expect(whole?.every((byte) => byte === 5)).toBe(true);
    const oneMore = concat(part, bytes(5));
    expect(await answerTo(() => filled().accept(chunk(LAST, oneMore)))).toBe("MESSAGE");
    expect(await answerTo(() => filled().accept(chunk(0, oneMore)))).toBe("MESSAGE");
  });

  it("counts each message anew", () => {
    const lane = new IncomingLane(10);
    for (let i = 0; i < 5; i++) {
      lane.accept(chunk(FIRST, new Uint8Array(8)));
      expect(lane.accept(chunk(LAST, new Uint8Array(2)))?.length).toBe(10);
    }
  });

  it("holds one buffer for a message that comes a byte at a time", () => {
    const lane = new IncomingLane(chunkedToAgentBytesMax);
    const before = memoryInUse();
    lane.accept(chunk(FIRST));
    for (let i = 1; i < 200_000; i++) {
      lane.accept(chunk(0));
      lane.takeGrant();
    }
    const grown = memoryInUse() - before;
    expect(lane.accept(chunk(LAST))?.length).toBe(200_001);
    // As 200,000 arrays it would be some 20 MB.
    expect(grown).toBeLessThan(2_000_000);
  });
});

describe("a lane's credit", () => {
  const largest = new Uint8Array(recordBodyBytesMax);

  it("refuses the first byte beyond what was granted", async () => {
    const lane = new IncomingLane(chunkedToPhoneBytesMax);
    lane.accept(chunk(FIRST, new Uint8Array(creditBytes)));
    expect(await answerTo(() => lane.accept(chunk(0, bytes(1))))).toBe("CREDIT");
  });

  it("counts messages as well as chunks", async () => {
    const lane = new IncomingLane(chunkedToPhoneBytesMax);
    for (let i = 0; i < 8; i++) lane.accept(message(largest));
    expect(creditBytes - 8 * largest.length).toBeLessThan(largest.length);
    expect(await answerTo(() => lane.accept(message(largest)))).toBe("CREDIT");
  });

  it("is granted again in halves, exactly as much as was used", () => {
    const lane = new IncomingLane(chunkedToPhoneBytesMax);
    lane.accept(message(new Uint8Array(creditBytes / 2 - 1)));
    expect(lane.takeGrant()).toBe(0);
    lane.accept(message(bytes(1)));
    expect(lane.takeGrant()).toBe(creditBytes / 2);
    expect(lane.takeGrant()).toBe(0);
    lane.accept(chunk(FIRST, new Uint8Array(creditBytes)));
    expect(lane.takeGrant()).toBe(creditBytes);
  });
});

function memoryInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
