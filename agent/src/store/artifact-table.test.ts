// Evidence at rest: what comes back is what was kept, under the name of its bytes, within bounds, and sealed.

import { artifactBytesMax, artifactPieceBytesMax } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../platform/files.ts";
import { UnsealFailure } from "../platform/sealing.ts";
import { addRun } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
let run: Uint8Array;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
  run = addRun(store);
});
afterEach(() => folder.remove());

const keepOf = (text: string, { of = run, isWhole = true, kind = "log" as const } = {}) =>
  store.database.transaction(() => store.artifacts.keep(of, kind, text, isWhole));

function keep(...about: Parameters<typeof keepOf>) {
  const kept = keepOf(...about);
  if (kept === undefined) throw new Error("expected room");
  return kept;
}

function readAll(artifact: Uint8Array): string {
  const pieces: Uint8Array[] = [];
  let [offset, bytes] = [0, 1];
  while (offset < bytes) {
    const answer = store.artifacts.read(run, artifact, offset);
    if (answer === undefined) throw new Error("expected a piece");
    pieces.push(answer.piece);
    offset += answer.piece.length;
    bytes = answer.bytes;
  }
  return Buffer.concat(pieces).toString();
}

describe("an artifact", () => {
  it("comes back in pieces as it was kept, under the digest of its bytes", () => {
    const text = "ä line of text\n".repeat(60_000);
    const { artifact, bytes, truncated } = keep(text);
    expect([bytes, truncated]).toEqual([Buffer.byteLength(text), false]);
    expect(artifact).toEqual(sha256(Buffer.from(text)));
    expect(bytes).toBeGreaterThan(3 * artifactPieceBytesMax);
    expect(readAll(artifact)).toBe(text);
    const inThePiece = store.artifacts.read(run, artifact, artifactPieceBytesMax + 7);
    expect(inThePiece?.piece.length).toBe(artifactPieceBytesMax - 7);
  });

  it("is nowhere beyond its end, under another name, or in another run", () => {
    const { artifact, bytes } = keep("kept");
    expect(store.artifacts.read(run, artifact, bytes)).toBeUndefined();
    expect(store.artifacts.read(run, sha256(artifact), 0)).toBeUndefined();
    const other = addRun(store);
    expect(store.artifacts.read(other, artifact, 0)).toBeUndefined();
    keep("something else", { of: other });
    expect(store.artifacts.read(other, artifact, 0)).toBeUndefined();
  });

  it("is stored once, however often it is kept, and says when it is the same as the last", () => {
    const [one, same, other, again] = ["one", "one", "other", "one"].map((text) => keep(text));
    expect([one, same, other, again].map((each) => each?.isRepeated)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    const rows = folder.asSomebodyElse().prepare("SELECT count(*) AS n FROM artifacts").get();
    expect(rows).toEqual({ n: 2 });
  });

  it("that is too long is kept as far as there is room, cut between characters, and says so", () => {
    const { artifact, bytes, truncated } = keep(`x${"ä".repeat(artifactBytesMax / 2)}`);
    expect([bytes, truncated]).toEqual([artifactBytesMax - 1, true]);
    expect(readAll(artifact)).not.toContain("\ufffd");
  });

  it("says that it is not whole, where only the first of it came", () => {
    expect(keep("the first of it", { isWhole: false }).truncated).toBe(true);
  });

  it("is refused once a run has used up its room, and other runs have theirs", () => {
    const long = (n: number) => `${n}${"x".repeat(artifactBytesMax - 1)}`;
    const kept = Array.from({ length: 8 }, (_, n) => keep(long(n)));
    expect(kept.every(({ truncated }) => !truncated)).toBe(true);
    expect(keepOf("one more")).toBeUndefined();
    expect(keep(long(0))).toMatchObject({ bytes: artifactBytesMax, truncated: false });
    expect(keepOf("of another", { of: addRun(store) })).toBeDefined();
  });
});

describe("a secret in an artifact", () => {
  const secret = `ghp_${"aB3".repeat(12)}`;

  it("is masked by the number that it has in the run's texts", () => {
    const { artifact } = keep(`token: ${secret}\nand on`);
    expect(readAll(artifact)).toBe("token: [hidden: GitHub token 1]\nand on");
    expect(store.secrets.reveal(`run:${Buffer.from(run).toString("base64url")}`, 1)).toBe(secret);
  });

  it("does not show its beginning where the text was cut within it", () => {
    const { artifact } = keep(`the end: ${secret.slice(0, 9)}`, { isWhole: false });
    expect(readAll(artifact)).not.toContain("ghp_");
    expect(readAll(artifact)).toContain("the end");
  });
});

describe("on disk an artifact", () => {
  const canary = "canary-51d0-the-quick-brown-fox";

  it("leaves neither its text nor its digest", async () => {
    const { artifact } = keep(canary.repeat(20_000));
    folder.closeAll();
    const bytes = await folder.allBytes();
    expect(bytes.length).toBeGreaterThan(500_000);
    expect(bytes.includes(canary)).toBe(false);
    expect(bytes.includes(Buffer.from(artifact))).toBe(false);
  });

  it("does not open where a piece was moved to another place", () => {
    const { artifact } = keep("x".repeat(artifactPieceBytesMax + 1));
    const other = folder.asSomebodyElse();
    other.exec("DELETE FROM artifact_pieces WHERE number = 0");
    other.exec("UPDATE artifact_pieces SET number = 0");
    expect(() => store.artifacts.read(run, artifact, 0)).toThrow(UnsealFailure);
  });

  it("is gone when its run is forgotten", () => {
    const { artifact } = keep(canary);
    store.runs.setState(run, "done", 1, 1);
    store.retention.forget(20 * 86_400_000, 14);
    expect(store.artifacts.read(run, artifact, 0)).toBeUndefined();
    for (const table of ["artifacts", "artifact_pieces"]) {
      const rows = folder.asSomebodyElse().prepare(`SELECT count(*) AS n FROM ${table}`).get();
      expect(rows).toEqual({ n: 0 });
    }
  });
});
