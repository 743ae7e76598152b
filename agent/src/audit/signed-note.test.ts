// Notes that others have signed are read, and ours are of the same form.

import { generateKeyPairSync, sign } from "node:crypto";
import type { Signer } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { fromBase64, readNote, signNote } from "./signed-note.ts";

// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
const goText =
  "If you think cryptography is the answer to your problem,\n" +
  "then you don't know what your problem is.\n";
const goNote =
  `${goText}\n— PeterNeumann ` +
  "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const goKey = fromBase64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")?.subarray(1);
if (goKey === undefined) throw new Error("expected a key");
const peter = { name: "PeterNeumann", key: goKey };

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const signer: Signer = {
  public: new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(12)),
  sign: (message) => new Uint8Array(sign(null, message, privateKey)),
};
const name = "somebody";
const ours = { name, key: signer.public };
const read = (note: string, by = ours) => readNote(nodePrimitives, by, note);

describe("a note", () => {
  it("that another program has signed is read", () => {
    expect(read(goNote, peter)).toBe(goText);
  });

  it("that we have signed is read, also with others' signatures beside ours", async () => {
    const note = await signNote(nodePrimitives, name, signer, "one\ntwo\n");
    expect(read(note)).toBe("one\ntwo\n");
    const [, foreign = ""] = goNote.split("\n\n");
    expect(read(note + foreign)).toBe("one\ntwo\n");
    expect(read(note.replace("\n\n", `\n\n${foreign}`))).toBe("one\ntwo\n");
  });

  it("with any one character changed is not read", async () => {
    const note = await signNote(nodePrimitives, name, signer, "one\ntwo\n");
    for (let at = 0; at < note.length; at++) {
      const other = note[at] === "A" ? "B" : "A";
      expect(read(note.slice(0, at) + other + note.slice(at + 1))).toBeUndefined();
      expect(read(note.slice(0, at))).toBeUndefined();
    }
  });

  it("of another key, or of our key under another name, is not read", async () => {
    const note = await signNote(nodePrimitives, name, signer, "one\n");
    expect(read(note, { name, key: peter.key })).toBeUndefined();
    expect(read(note, { ...ours, name: "else" })).toBeUndefined();
    expect(read(note.replace(name, "else"), { ...ours, name: "else" })).toBeUndefined();
    expect(read(goNote)).toBeUndefined();
  });

  it("is not read at any length", async () => {
    const long = await signNote(nodePrimitives, name, signer, `${"x".repeat(5_000)}\n`);
    expect(read(long)).toBeUndefined();
  });
});
