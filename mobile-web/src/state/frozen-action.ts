// The action of an approval, read from the very bytes that are signed. What cannot be read, or is more
// than anybody reads on a phone, cannot be approved here; denying needs no understanding.

import {
  type Action,
  type ApprovalAsk,
  actionDigest,
  equalBytes,
  nobleSha256,
  readAction,
  utf8,
} from "@longrein/protocol";
import { approvableActionBytesMax } from "@longrein/protocol/limits";

export type WhyUnreadable = "malformed" | "too-long" | "other-run";

export type FrozenAction =
  | { readonly kind: "readable"; readonly action: Action; readonly digest: string }
  | { readonly kind: "unreadable"; readonly why: WhyUnreadable; readonly digest: string };

const digestBytesShown = 6;

export function frozenAction(ask: ApprovalAsk): FrozenAction {
  const bytes = utf8(ask.action);
  const digest = spell(actionDigest(nobleSha256, bytes));
  if (bytes.length > approvableActionBytesMax) {
    return { kind: "unreadable", why: "too-long", digest };
  }
  const action = tryRead(bytes);
  if (action === undefined) return { kind: "unreadable", why: "malformed", digest };
  if (!equalBytes(action.run, ask.run)) return { kind: "unreadable", why: "other-run", digest };
  return { kind: "readable", action, digest };
}

/** The beginning of the digest, in groups that can be compared with the terminal at a glance. */
function spell(digest: Uint8Array): string {
  const hex = Array.from(digest.subarray(0, digestBytesShown), (byte) =>
    byte.toString(16).padStart(2, "0").toUpperCase(),
  ).join("");
  return hex.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

function tryRead(bytes: Uint8Array): Action | undefined {
  try {
    return readAction(bytes);
  } catch {
    return undefined;
  }
}
