// The public surface of the protocol, each name written out.

export {
  type Action,
  type CommandAction,
  type EditAction,
  type FileChange,
  type ToolAction,
  freezeAction,
  readAction,
} from "./action.ts";
export { fromBase64url, toBase64url } from "./base64url.ts";
export { ByteReader, ascii, concat, equalBytes, isAllZero, u16, u32, u64, u8 } from "./bytes.ts";
export { Channel, type ChannelInput, type CloseReason, closeReasons } from "./channel.ts";
export {
  type Admission,
  type ChannelFrame,
  type ErrorCode,
  type Frame,
  type FrameType,
  closeCode,
  encodeAdmissions,
  encodeAgentFrame,
  encodePhoneAuth,
  encodePhoneFrame,
  errorCode,
  frameType,
  parseAgentFrame,
  parseChallenge,
  parsePhoneFrame,
  proofBytes,
  sessionIdBytes,
  sessionIdPreimage,
  subprotocol,
} from "./envelope.ts";
export { decodeEvent, encodeEvent } from "./event-codec.ts";
export {
  type AgentEvent,
  type ApprovalAsk,
  type ApprovalOutcome,
  type RunState,
  approvalOutcomes,
  runStates,
} from "./events.ts";
export { ProtocolFailure, type ProtocolFailureCode } from "./failure.ts";
export { chainNext, chainStart } from "./feed-chain.ts";
export { type Reading, agreesWith, readEvent, readReset, startOfFeed } from "./feed-reader.ts";
export {
  AgentHandshake,
  type AgentGreeting,
  type Established,
  PhoneHandshake,
  type PhoneOutcome,
  splitFirstMessage,
} from "./handshake.ts";
export { type Header, type Mode, encodeHeader, parseHeader } from "./header.ts";
export { authBytes, checkCode, hkdf, offerCapability, offerId, pairingPsk } from "./keys.ts";
export {
  type LinkAction,
  type LinkEvent,
  type LinkState,
  stepLink,
  stoppedLink,
} from "./link-state.ts";
export {
  decodeAgentMessage,
  decodePhoneMessage,
  encodeAgentMessage,
  encodePhoneMessage,
} from "./message-codec.ts";
export {
  type AgentMessage,
  type Command,
  type Cursor,
  type OutcomeCode,
  type OutcomeState,
  type PhoneMessage,
  type Query,
  type QueryAnswer,
  outcomeCodes,
  outcomeStates,
} from "./messages.ts";
export { type Rights, type Role, inboxFeed, mayApprove, roles } from "./names.ts";
export {
  type Outbox,
  type OutboxEntry,
  dropSettled,
  enqueue,
  expired,
  linkLost,
  resend,
  takeOutcome,
} from "./outbox-state.ts";
export { nobleHashes } from "./noble-hashes.ts";
export { nobleSha256 } from "./noble-sha256.ts";
export {
  type PairingLink,
  type PairingOffer,
  pairingLink,
  parsePairingLink,
} from "./pairing-code.ts";
export {
  type Aead,
  type ImmediatePrimitives,
  type KeyPair,
  type MaybePromise,
  type Primitives,
  type SignatureVerifier,
  type Signer,
} from "./primitives.ts";
export {
  type DriverSetup,
  type PolicyProfile,
  type Question,
  type QuestionAnswer,
  type Spend,
  type WorkspaceSetup,
  policyProfiles,
} from "./setup.ts";
export {
  type ApprovalStatement,
  type Decision,
  type DigestedStatement,
  type Scope,
  type Shown,
  actionDigest,
  approvalBytes,
  approvalBytesOfDigest,
  approvalStatementBytes,
} from "./signed-approval.ts";
export { parseStrictJson } from "./strict-json.ts";
export { fromUtf8, utf8 } from "./text.ts";
export { type TypedCode, formatTypedCode, makeTypedCode, parseTypedCode } from "./typed-code.ts";
export { type VersionRange, ownVersions } from "./versions.ts";
