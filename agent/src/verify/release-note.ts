// Who vouches for a manifest: a note that names its hash, with the signature of a release key under it. The note of a
// build that is no release says so instead.
//
//   longrein app manifest
//   0.1.0
//   sha256 HEX
//
//   — NAME BASE64          or, instead of the empty line and this one:   unsigned development build

import { createHash } from "node:crypto";
import type { Signer } from "@longrein/protocol";
import { type NoteKey, readNote, signNote } from "../audit/signed-note.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";

export type Voucher =
  | { readonly kind: "signed"; readonly by: string }
  /** Nobody vouches: what is compared with is what somebody has built. */
  | { readonly kind: "unsigned" }
  | { readonly kind: "false"; readonly why: string };

/** A manifest as it is written. */
export interface WrittenManifest {
  readonly version: string;
  readonly text: string;
}

const unsignedLine = "unsigned development build\n";

export function unsignedNote(manifest: WrittenManifest): string {
  return claimOf(manifest) + unsignedLine;
}

export function signedNote(
  manifest: WrittenManifest,
  { name, signer }: { readonly name: string; readonly signer: Signer },
): Promise<string> {
  return signNote(nodePrimitives, name, signer, claimOf(manifest));
}

export function judgeNote(
  note: string,
  manifest: WrittenManifest,
  keys: readonly NoteKey[],
): Voucher {
  const claim = claimOf(manifest);
  if (!note.startsWith(claim)) return { kind: "false", why: "its note is of another manifest" };
  if (note === claim + unsignedLine) return { kind: "unsigned" };
  const signer = keys.find((key) => readNote(nodePrimitives, key, note) === claim);
  if (signer !== undefined) return { kind: "signed", by: signer.name };
  return { kind: "false", why: "no release key that this program knows has signed it" };
}

function claimOf({ version, text }: WrittenManifest): string {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return `longrein app manifest\n${version}\nsha256 ${sha256}\n`;
}
