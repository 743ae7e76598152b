// The one failure class of this package: a closed list of codes, so that callers switch on the code
// and never on a message, and peers are told a code and never a text. See docs/protocol.md, "Failures".

export const protocolFailureCodes = [
  "HANDSHAKE", // a handshake message did not authenticate or was malformed; deliberately one code
  "LOW_ORDER", // a Diffie-Hellman result was all zero
  "AEAD", // a frame did not open: changed, replayed, reordered, reflected or of another session
  "CLOSED", // the session is already dead or was closed in order
  "EXHAUSTED", // a nonce counter reached its hard stop
  "FRAME", // an outer frame is malformed
  "RECORD", // records inside a frame break the rules
  "CREDIT", // a peer sent more than it was granted
  "MESSAGE", // a message is malformed or oversized
  "UNSUPPORTED", // a critical message or field that this version does not know
  "VERSION", // no common version, or a lower one than seen before
  "PAIRING_CODE", // a pairing link, QR or typed code is malformed
  "PAKE", // the typed code exchange did not verify
  "SIGNATURE", // a signature did not verify
  "APPROVAL", // the bytes of an approval are malformed
] as const;

export type ProtocolFailureCode = (typeof protocolFailureCodes)[number];

export class ProtocolFailure extends Error {
  readonly code: ProtocolFailureCode;

  constructor(code: ProtocolFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProtocolFailure";
    this.code = code;
  }
}
