import { type QueryAnswer, nobleHashes, utf8 } from "@longrein/protocol";
import { expect, test } from "vitest";
import type { QueryBody } from "./phone-port.ts";
import { artifactShownBytesMax, readArtifact } from "./read-artifact.ts";

const id = new Uint8Array(16);
const recorded = utf8("one line\nand another\n");
const wanted = {
  run: id,
  artifact: nobleHashes.sha256(recorded),
  bytes: recorded.length,
};

const inPieces =
  (bytes: Uint8Array, length: number) =>
  async (query: QueryBody): Promise<QueryAnswer> => {
    const offset = query.t === "artifact.read" ? query.offset : 0;
    const piece = bytes.subarray(offset, offset + length);
    return { t: "artifact", id, bytes: bytes.length, piece };
  };

const read = (ask: (query: QueryBody) => Promise<QueryAnswer | undefined>, more = {}) =>
  readArtifact(ask, { ...wanted, ...more }, () => undefined);

test("an artifact is put together from its pieces and shown when it is the recorded one", async () => {
  expect(await read(inPieces(recorded, 5))).toEqual({ kind: "whole", bytes: recorded });
});

test("bytes that are not the recorded ones are not shown", async () => {
  const other = utf8("one line\nand a lie...\n").subarray(0, recorded.length);
  expect(await read(inPieces(other, 5))).toEqual({ kind: "changed" });
  expect(await read(inPieces(recorded.subarray(0, 5), 5))).toEqual({ kind: "changed" });
});

test("a lost link, a refusal and too much of it are each told as what they are", async () => {
  expect(await read(async () => undefined)).toEqual({ kind: "lost" });
  const refusal: QueryAnswer = { t: "unanswered", id, code: "NOT_FOUND" };
  expect(await read(async () => refusal)).toEqual({ kind: "refused", code: "NOT_FOUND" });
  const tooLong = { bytes: artifactShownBytesMax + 1 };
  expect(await read(inPieces(recorded, 5), tooLong)).toEqual({ kind: "too-long" });
});
