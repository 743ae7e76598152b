// What an app is compared with is judged first: its manifest, who has signed it, and whether the files are those.

import { generateKeyPairSync, sign } from "node:crypto";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { headersFile } from "../../../relay/src/security-headers.ts";
import { type AppFiles, manifestFilesOf } from "../platform/own-files.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { encodeManifest, parseManifest } from "./app-manifest.ts";
import { manifestOfFolder } from "./manifest-of-folder.ts";
import { releaseKeys } from "./release-keys.ts";
import { type WrittenManifest, signedNote, unsignedNote } from "./release-note.ts";
import { readApp, shippedApp } from "./shipped-app.ts";

let folder: ThrowAwayFolder;
let files: AppFiles & { readonly manifestFiles: ReturnType<typeof manifestFilesOf> };
let manifest: WrittenManifest;

beforeEach(async () => {
  folder = await throwAwayFolder("longrein-shipped-");
  const appFolder = join(folder.path, "app");
  await mkdir(join(appFolder, "assets"), { recursive: true });
  await writeFile(join(appFolder, "index.html"), "<!doctype html>");
  await writeFile(join(appFolder, "assets/main-1.js"), "run()");
  await writeFile(join(appFolder, "_headers"), headersFile());
  files = { appFolder, manifestFiles: manifestFilesOf(join(folder.path, "app-manifest.json")) };
  manifest = {
    version: "1.2.3",
    text: encodeManifest(await manifestOfFolder(appFolder, "1.2.3")),
  };
  await writeFile(files.manifestFiles.manifestFile, manifest.text);
});

afterEach(() => folder.remove());

function newKey(name = "longrein-release-1") {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32));
  const signer = { public: key, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
  return { pinned: { name, key }, signing: { name, signer } };
}

const writeNote = (note: string) => writeFile(files.manifestFiles.noteFile, note);
const shipped = (keys = releaseKeys) => shippedApp(files, "1.2.3", keys);

test("it is said whose signature stands under the manifest", async () => {
  const [ours, older] = [newKey(), newKey("longrein-release-0")];
  await writeNote(await signedNote(manifest, ours.signing));
  const { voucher } = await shipped([older.pinned, ours.pinned]);
  expect(voucher).toEqual({ kind: "signed", by: "longrein-release-1" });
});

test("a development build says that nobody has signed it", async () => {
  await writeNote(unsignedNote(manifest));
  expect((await shipped()).voucher).toEqual({ kind: "unsigned" });
  expect(await readFile(files.manifestFiles.noteFile, "utf8")).toContain("unsigned development");
});

test("a signature by a key that is not pinned counts for nothing, whatever its name", async () => {
  await writeNote(await signedNote(manifest, newKey().signing));
  await expect(shipped([newKey().pinned])).rejects.toThrow(
    "no release key that this program knows",
  );
  await expect(shipped()).rejects.toThrow("no release key that this program knows");
});

test("a manifest in which one character was changed is not the one that was signed", async () => {
  const { pinned, signing } = newKey();
  await writeNote(await signedNote(manifest, signing));
  const changed = manifest.text.replace("nosniff", "sniff");
  expect(changed).not.toBe(manifest.text);
  await writeFile(files.manifestFiles.manifestFile, changed);
  await expect(shipped([pinned])).rejects.toThrow("its note is of another manifest");
  // Nor does it help to write a note of it: under that stands no signature.
  const note = await signedNote({ ...manifest, text: changed }, newKey().signing);
  await writeNote(note);
  await expect(shipped([pinned])).rejects.toThrow("no release key that this program knows");
});

test("an installed app that is not the one in its manifest is no app to compare with", async () => {
  const { pinned, signing } = newKey();
  await writeNote(await signedNote(manifest, signing));
  await appendFile(join(files.appFolder, "assets/main-1.js"), " ");
  await expect(shipped([pinned])).rejects.toThrow("is not the one in its manifest");
});

test("another version's manifest is read without its files", async () => {
  const { pinned, signing } = newKey();
  await writeNote(await signedNote(manifest, signing));
  const app = await readApp(files.manifestFiles, [pinned]);
  expect(app).toMatchObject({ manifest: { version: "1.2.3" }, voucher: { kind: "signed" } });
  expect(Object.keys(app.manifest.paths)).toEqual([
    "/",
    "/approvals",
    "/assets/main-1.js",
    "/index.html",
  ]);
});

test.for([
  ["nothing", ""],
  ["no paths", '{"version":"1.2.3"}'],
  ["no start page", '{"version":"1.2.3","paths":{},"missing":{"headers":{}}}'],
  ["a path to another host", pathText("//evil.example/x.js")],
  ["a path that steps up", pathText("/a/../b.js")],
  ["a query", pathText("/a.js?x")],
] as const)("a manifest with %s is none", ([, text]) => {
  expect(() => parseManifest(text)).toThrow(/manifest: expected|JSON/);
});

test("what was written is read as it was", () => {
  expect(encodeManifest(parseManifest(manifest.text))).toBe(manifest.text);
});

function pathText(path: string): string {
  const rule = { sha256: "0".repeat(64), bytes: 1, headers: {} };
  const paths = { "/": rule, [path]: rule };
  return JSON.stringify({ version: "1.2.3", paths, missing: { headers: {} } });
}
