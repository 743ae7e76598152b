// Which one is meant, of what a person has typed: a whole name, or the first characters of an id. Nothing is
// guessed: what fits more than one is refused.

import { toBase64url } from "@longrein/protocol";
import { UserFailure } from "../platform/user-failure.ts";

export interface Named {
  readonly id: Uint8Array;
  /** Absent where ids are all there is. */
  readonly name?: string;
}

/** Fewer could be a slip of the finger. */
const prefixMin = 4;

/** `kind` and `list` are for the failure: "a phone", "longrein devices". */
export function pick<T extends Named>(
  which: string,
  from: readonly T[],
  kind: string,
  list: string,
): T {
  const named = from.filter(({ name }) => name === which);
  const found = named.length > 0 ? named : from.filter(({ id }) => isMeant(which, id));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const quoted = JSON.stringify(which);
  if (only === undefined) throw new UserFailure("failed", `there is no ${kind} ${quoted}`, list);
  const ids = found.map(({ id }) => shortId(id)).join(", ");
  throw new UserFailure("failed", `${quoted} could be any of ${ids}`, "name it by more of its id");
}

/** As ids are shown and typed: lower case, without characters that a shell or an option could take. */
export function shortId(id: Uint8Array): string {
  return Buffer.from(id).toString("hex").slice(0, 8);
}

function isMeant(which: string, id: Uint8Array): boolean {
  if (which === toBase64url(id)) return true;
  const hex = Buffer.from(id).toString("hex");
  return which.length >= prefixMin && hex.startsWith(which.toLowerCase());
}
