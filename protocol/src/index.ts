// The public surface of the protocol, each name written out.

export { ProtocolFailure, type ProtocolFailureCode } from "./failure.ts";
