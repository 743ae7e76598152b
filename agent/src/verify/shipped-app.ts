// The app that came with this program: its manifest, who vouches for that, and the files themselves.

import type { NoteKey } from "../audit/signed-note.ts";
import type { AppFiles } from "../platform/own-files.ts";
import { readPrivateFile } from "../platform/private-file.ts";
import { type AppManifest, encodeManifest, parseManifest } from "./app-manifest.ts";
import { manifestOfFolder } from "./manifest-of-folder.ts";
import { releaseKeys } from "./release-keys.ts";
import { type Voucher, judgeNote } from "./release-note.ts";

export interface KnownApp {
  readonly manifest: AppManifest;
  readonly voucher: Exclude<Voucher, { kind: "false" }>;
  /** Where its files lie, if they do on this computer. */
  readonly folder: string | undefined;
}

/** Throws in words for people if what came with this program is not what its manifest says, or not vouched for. */
export async function shippedApp(
  { appFolder, manifestFiles }: AppFiles,
  version: string,
  keys: readonly NoteKey[] = releaseKeys,
): Promise<KnownApp> {
  const built = await manifestOfFolder(appFolder, version);
  // In a clone there is only what was built there.
  if (manifestFiles === undefined) {
    return { manifest: built, voucher: { kind: "unsigned" }, folder: appFolder };
  }
  const known = await readApp(manifestFiles, keys);
  if (encodeManifest(built) !== encodeManifest(known.manifest)) {
    throw new Error("the app in this installation is not the one in its manifest: install it anew");
  }
  return { ...known, folder: appFolder };
}

/** One of another version, from its manifest and the note beside it. */
export async function readApp(
  { manifestFile, noteFile }: { readonly manifestFile: string; readonly noteFile: string },
  keys: readonly NoteKey[] = releaseKeys,
): Promise<KnownApp> {
  const [text, note] = [readText(manifestFile), readText(noteFile)];
  const manifest = parseManifest(text);
  const voucher = judgeNote(note, { version: manifest.version, text }, keys);
  if (voucher.kind === "false")
    throw new Error(`${manifestFile} is not to be trusted: ${voucher.why}`);
  return { manifest, voucher, folder: undefined };
}

function readText(path: string): string {
  const text = readPrivateFile(path);
  if (text === undefined) throw new Error(`there is no file ${path}`);
  return text;
}
