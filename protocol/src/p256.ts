// P-256 signatures as passkeys make them (WebAuthn, algorithm −7): ASN.1 DER around r and s, over
// SHA-256 of the message. Authenticators do not normalise s, so a high s is as good as a low one; any
// other leniency in the encoding is refused. See docs/protocol.md, "Approvals".

import { p256 } from "@noble/curves/nist.js";

/** 0x04 ‖ x[32] ‖ y[32]; the compressed form is not used by WebAuthn. */
const uncompressedKeyBytes = 65;
/** Two integers of 33 bytes, each with tag and length, in a sequence. */
const signatureBytesMax = 72;

export function p256Verify(
  key: Uint8Array,
  message: Uint8Array,
  derSignature: Uint8Array,
): boolean {
  if (key.length !== uncompressedKeyBytes || key[0] !== 0x04) return false;
  if (derSignature.length > signatureBytesMax) return false;
  try {
    return p256.verify(derSignature, message, key, { format: "der", lowS: false, prehash: true });
  } catch {
    return false; // noble throws where the key or the encoding is malformed
  }
}
