// What was chosen on this phone about notifications, and the key that all of its machines sign with. Kept like the
// language: with it nobody can read anything, and without the browser's own keys nobody can show anything.

import { keepPreference, preference } from "../first-load/preferences.ts";
import type { Key } from "../state/identifiers.ts";

export interface Kinds {
  readonly approvals: boolean;
  readonly questions: boolean;
  readonly endings: boolean;
}

export interface Wanted extends Kinds {
  /** Of the pair on P-256, in base64url. */
  readonly secret: string;
  readonly publicKey: string;
  /** Machines that know the subscription. */
  readonly told: readonly Key[];
}

const name = "notifications";

export function keepWanted(wanted: Wanted | undefined): void {
  keepPreference(name, wanted && JSON.stringify(wanted));
}

export function readWanted(): Wanted | undefined {
  const value = parsed(preference(name));
  if (typeof value !== "object" || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [secret, publicKey, told] = ["secret", "publicKey", "told"].map((each) => fields.get(each));
  if (typeof secret !== "string" || typeof publicKey !== "string") return undefined;
  const is = (kind: keyof Kinds) => fields.get(kind) !== false;
  return {
    secret,
    publicKey,
    approvals: is("approvals"),
    questions: is("questions"),
    endings: is("endings"),
    told: Array.isArray(told) ? told.filter((key) => typeof key === "string") : [],
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
