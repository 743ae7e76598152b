import { describe, expect, it } from "vitest";
import { ProtocolFailure } from "./failure.ts";
import { IncomingLane } from "./incoming-lane.ts";
import { creditBytes, recordHeaderBytes } from "./limits.ts";
import { OutgoingLane } from "./outgoing-lane.ts";
import { chunkFlag, plaintextBytesMax, recordBodyBytesMax, recordKind } from "./records.ts";

const room = plaintextBytesMax;

function queued(lane: OutgoingLane, length: number, fill = 1) {
  const settled: (ProtocolFailure | undefined)[] = [];
  const bytes = new Uint8Array(length).fill(fill);
  const outgoing = { bytes, settle: (failure?: ProtocolFailure) => settled.push(failure) };
  lane.add(outgoing);
  return { settled, outgoing };
}

/** All records that may go now. */
function drain(lane: OutgoingLane) {
  const records = [];
  for (let next = lane.next(room); next !== undefined; next = lane.next(room)) records.push(next);
  return records;
}

describe("an outgoing lane", () => {
  it("sends what fits a record as a message", () => {
    const lane = new OutgoingLane(2);
    const { outgoing } = queued(lane, recordBodyBytesMax);
    expect(drain(lane)).toEqual([
      {
        record: { kind: recordKind.message, flags: 0, stream: 2, body: outgoing.bytes },
        completes: outgoing,
      },
    ]);
  });

  it("cuts what is longer into chunks, FIRST and LAST marked, the message completed by the last", () => {
    const lane = new OutgoingLane(0);
    const { outgoing } = queued(lane, 2 * recordBodyBytesMax + 1);
    const sent = drain(lane);
    expect(sent.map(({ record }) => [record.kind, record.flags, record.body.length])).toEqual([
      [recordKind.chunk, chunkFlag.first, recordBodyBytesMax],
      [recordKind.chunk, 0, recordBodyBytesMax],
      [recordKind.chunk, chunkFlag.last, 1],
    ]);
    expect(sent.map(({ completes }) => completes)).toEqual([undefined, undefined, outgoing]);
  });

  it("keeps the order of its messages", () => {
    const lane = new OutgoingLane(0);
    for (let fill = 1; fill <= 5; fill++) queued(lane, 10, fill);
    expect(drain(lane).map(({ record }) => record.body[0])).toEqual([1, 2, 3, 4, 5]);
  });

  it("does not cut a message to fill a small room", () => {
    const lane = new OutgoingLane(0);
    queued(lane, 100);
    expect(lane.next(100 + recordHeaderBytes - 1)).toBeUndefined();
    expect(lane.next(100 + recordHeaderBytes)?.record.body.length).toBe(100);
  });

  it("waits at the end of its credit and goes on with the next grant", () => {
    const lane = new OutgoingLane(0);
    queued(lane, creditBytes + 5);
    const before = drain(lane).reduce((sum, { record }) => sum + record.body.length, 0);
    expect(before).toBe(creditBytes);
    expect(drain(lane)).toEqual([]);
    lane.grant(4);
    expect(drain(lane).map(({ record }) => [record.flags, record.body.length])).toEqual([[0, 4]]);
    lane.grant(1);
    expect(drain(lane).map(({ record }) => [record.flags, record.body.length])).toEqual([
      [chunkFlag.last, 1],
    ]);
  });

  it.each([1, 0xffff_ffff])("refuses a grant of %i beyond what was sent", (bytes) => {
    const lane = new OutgoingLane(0);
    queued(lane, 10);
    drain(lane);
    lane.grant(10);
    expect(() => lane.grant(bytes)).toThrow(expect.objectContaining({ code: "CREDIT" }));
  });

  it("tells every waiting message why it will not go", () => {
    const lane = new OutgoingLane(0);
    const waiting = [queued(lane, 1), queued(lane, creditBytes)];
    const failure = new ProtocolFailure("CLOSED", "over");
    lane.fail(failure);
    expect(waiting.map(({ settled }) => settled)).toEqual([[failure], [failure]]);
    expect(drain(lane)).toEqual([]);
  });

  it.each([0, 1, 1_000, recordBodyBytesMax + 1, creditBytes, 3 * creditBytes + 7])(
    "and an incoming one carry %i bytes unchanged",
    (length) => {
      const [out, into] = [new OutgoingLane(1), new IncomingLane(8 * 1_024 * 1_024)];
      const { outgoing } = queued(out, length, 9);
      let arrived: Uint8Array | undefined;
      for (let rounds = 0; arrived === undefined && rounds < 20; rounds++) {
        for (const { record } of drain(out)) arrived = into.accept(record) ?? arrived;
        const grant = into.takeGrant();
        if (grant > 0) out.grant(grant);
      }
      expect(arrived).toEqual(outgoing.bytes);
    },
  );
});
