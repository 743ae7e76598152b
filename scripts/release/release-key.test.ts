// The key of releases: where it may lie, what opens it, and that what it signs is known again.

import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type ThrowAwayFolder,
  throwAwayFolder,
} from "../../agent/src/platform/throw-away-folder.ts";
import { judgeNote, signedNote } from "../../agent/src/verify/release-note.ts";
import { makeReleaseKey, openReleaseKey } from "./release-key.ts";

const passphrase = "correct horse battery";
const manifest = { version: "1.2.3", text: "{}" };
let folder: ThrowAwayFolder;
let [repository, file] = ["", ""];

beforeEach(async () => {
  folder = await throwAwayFolder("longrein-release-key-");
  [repository, file] = [join(folder.path, "repository"), join(folder.path, "release.pem")];
  mkdirSync(repository);
});

afterEach(() => folder.remove());

test("what a new key signs is known by its public half, and by no other", async () => {
  const name = "longrein-release-1";
  const key = makeReleaseKey(file, passphrase, repository);
  const other = makeReleaseKey(`${file}.other`, passphrase, repository);
  const signer = openReleaseKey(file, passphrase);
  expect(signer.public).toEqual(key);
  const note = await signedNote(manifest, { name, signer });
  expect(judgeNote(note, manifest, [{ name, key }])).toEqual({ kind: "signed", by: name });
  expect(judgeNote(note, manifest, [{ name, key: other }])).toMatchObject({ kind: "false" });
});

test("it is its owner's alone, sealed, and never written over another", () => {
  makeReleaseKey(file, passphrase, repository);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8")).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  expect(() => openReleaseKey(file, `${passphrase}?`)).toThrow(/decrypt|bad/);
  expect(() => makeReleaseKey(file, passphrase, repository)).toThrow("EEXIST");
});

test.for(["release.pem", "deep/release.pem", "../repository/release.pem"])(
  "it may not lie in the repository: %s",
  (path) => {
    const within = join(repository, path);
    expect(() => makeReleaseKey(within, passphrase, repository)).toThrow("is in the repository");
  },
);

test("a passphrase that can be guessed is refused", () => {
  expect(() => makeReleaseKey(file, "short", repository)).toThrow("16 characters or more");
});
