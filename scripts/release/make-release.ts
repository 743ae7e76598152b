// Makes what is published, from the sources as they are: the package, built twice and compared, its manifest signed, and
// the checksums of all that goes with it. Nothing of it leaves the machine.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { NoteKey } from "../../agent/src/audit/signed-note.ts";
import { manifestFilesOf } from "../../agent/src/platform/own-files.ts";
import { judgeNote, signedNote } from "../../agent/src/verify/release-note.ts";
import type { Signer } from "../../protocol/src/index.ts";
import { makePackage } from "../package.ts";
import { makeAgain } from "../package/twice.ts";
import { checksumLines } from "./checksums.ts";

const dist = join(import.meta.dirname, "../../dist");

export interface ReleaseKey extends NoteKey {
  readonly signer: Signer;
}

/** Returns the folder in which everything lies. */
export async function makeRelease(
  version: string,
  key: ReleaseKey,
  say: (line: string) => void,
): Promise<string> {
  say(await makeAgain(await makePackage()));
  const { manifestFile, noteFile } = manifestFilesOf(join(dist, "package/dist/app-manifest.json"));
  const compared = readFileSync(manifestFile, "utf8");
  const archive = await makePackage(async (manifest) => {
    if (manifest.text !== compared) throw new Error("the app differs from the one just compared");
    return signedNote(manifest, key);
  });
  const voucher = judgeNote(readFileSync(noteFile, "utf8"), { version, text: compared }, [key]);
  if (voucher.kind !== "signed") throw new Error("the signature is not the one of this key");
  say(`signed by ${voucher.by}`);
  const folder = join(dist, `release-${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const files = [archive, manifestFile, noteFile].map((file) => {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    return copy;
  });
  writeFileSync(join(folder, "SHA256SUMS"), checksumLines(files));
  return folder;
}
