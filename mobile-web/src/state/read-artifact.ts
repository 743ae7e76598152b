// An artifact, asked for piece by piece and shown only if it is the one that was recorded: its name is the
// SHA-256 of its bytes.

import {
  type OutcomeCode,
  type QueryAnswer,
  concat,
  equalBytes,
  nobleSha256,
} from "@longrein/protocol";
import type { QueryBody } from "./phone-port.ts";

/** A recorded file above this is looked at elsewhere: a phone shows text, and nobody reads a mebibyte. */
export const artifactShownBytesMax = 1_048_576;

export type ArtifactReading =
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  /** The link broke. */
  | { readonly kind: "lost" }
  | { readonly kind: "refused"; readonly code: OutcomeCode }
  | { readonly kind: "changed" }
  | { readonly kind: "too-long" };

interface Wanted {
  readonly run: Uint8Array;
  readonly artifact: Uint8Array;
  readonly bytes: number;
}

type Ask = (query: QueryBody) => Promise<QueryAnswer | undefined>;

/** `loaded` is told how far it has got, from 0 to 1. */
export async function readArtifact(
  ask: Ask,
  { run, artifact, bytes: expected }: Wanted,
  loaded: (share: number) => void,
): Promise<ArtifactReading> {
  if (expected > artifactShownBytesMax) return { kind: "too-long" };
  let bytes: Uint8Array = new Uint8Array();
  while (bytes.length < expected) {
    const answer = await ask({ t: "artifact.read", run, artifact, offset: bytes.length });
    if (answer === undefined) return { kind: "lost" };
    if (answer.t === "unanswered") return { kind: "refused", code: answer.code };
    // A piece of nothing would be asked for for ever.
    if (answer.t !== "artifact" || answer.piece.length === 0) return { kind: "changed" };
    bytes = concat(bytes, answer.piece);
    loaded(bytes.length / expected);
  }
  const isTheOne = equalBytes(nobleSha256.sha256(bytes), artifact);
  return isTheOne ? { kind: "whole", bytes } : { kind: "changed" };
}
