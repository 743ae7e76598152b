// Who gave an order: a paired phone, or whoever sits at the machine itself, where the operating system has
// already asked who that is.

import { toBase64url } from "@longrein/protocol";

export type Who = "machine" | { readonly id: Uint8Array };

/** As the audit log names them. */
export function auditNameOf(who: Who): { readonly by: "machine" } | { readonly device: string } {
  return who === "machine" ? { by: "machine" } : { device: toBase64url(who.id) };
}
