// Puts an image there for the prompt that is about to be given, piece by piece: sealed like all that this phone says,
// and named by the SHA-256 of its bytes.

import type { OutcomeCode } from "@longrein/protocol";
import { imagePieceBytesMax } from "@longrein/protocol/limits";
import type { MachinePort } from "../../state/phone-port.ts";

export type Sent =
  | { readonly kind: "sent"; readonly image: Uint8Array }
  /** Undefined where the link broke. */
  | { readonly kind: "failed"; readonly code: OutcomeCode | undefined };

export async function sendImage(
  port: Pick<MachinePort, "ask">,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Sent> {
  const image = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const about = { t: "image.put", image, bytes: bytes.length } as const;
  let offset = 0;
  while (offset < bytes.length) {
    const piece = bytes.subarray(offset, offset + imagePieceBytesMax);
    const answer = await port.ask({ ...about, offset, piece });
    if (answer?.t !== "image.got") {
      return { kind: "failed", code: answer?.t === "unanswered" ? answer.code : undefined };
    }
    // Nothing was taken: it would go on for ever.
    if (answer.bytes <= offset) return { kind: "failed", code: "INVALID" };
    offset = answer.bytes;
  }
  return { kind: "sent", image };
}
