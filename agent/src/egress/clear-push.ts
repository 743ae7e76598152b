// What a phone whose app is closed is told, encoded. It lies on a locked screen, so it says that something waits at a
// machine, and not what: no title, no command, no path.

import { utf8 } from "@longrein/protocol";
import { cutText } from "../runs/cut-text.ts";
import { type Cleared, assertCleared } from "./cleared.ts";
import { clearText } from "./clear-text.ts";
import { keepNothing } from "./hide-secrets.ts";

/** Ids are in base64url. */
export type PushNotice =
  | {
      /** An approval or a question that waits, or how a turn has ended; the latest of so many. */
      readonly kind: "approval" | "question" | "done" | "failed";
      readonly id: string;
      readonly run: string;
      readonly count: number;
    }
  /** What was told under these ids waits no longer. */
  | { readonly kind: "over"; readonly ids: readonly string[] }
  /** Somebody wants to see whether it works. */
  | { readonly kind: "test" };

export interface Teller {
  /** The session ID, by which the phone knows the machine. */
  readonly key: string;
  readonly name: string;
}

/** Sixteen ids and the rest still fit into what is sealed, also where each character is escaped. */
const nameBytesMax = 64;

export function clearPush(notice: PushNotice, { key, name }: Teller): Cleared<Uint8Array> {
  const shown = cutText(clearText(name, keepNothing), nameBytesMax);
  const encoded = utf8(JSON.stringify({ v: 1, machine: key, name: shown, ...notice }));
  assertCleared(encoded);
  return encoded;
}
