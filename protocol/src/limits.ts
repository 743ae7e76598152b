// Every bound and duration of the product that both ends, or an end and the relay, must agree on.
// The unit is in the name and the reason beside it. Nothing in here is tunable at run time.

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const kibi = 1_024;
const mebi = 1_024 * kibi;

// --- Outer frames (docs/protocol.md, "Frames") -------------------------------------------------

/** The largest sealed frame: the last padding bucket. Big enough for a diff, small enough to be fair. */
export const sealedBytesMax = 32 * kibi;
/** The smallest sealed frame. Streamed tokens, decisions and acknowledgements all look like this. */
export const sealedBytesMin = 512;
/** Type and channel in front of a frame on the agent's leg. */
export const envelopeBytesMax = 5;
/** The largest WebSocket message the relay passes on; one byte more closes the socket. */
export const frameBytesMax = sealedBytesMax + envelopeBytesMax;
/** Noise's own bound for a message (rev 34, section 3). */
export const noiseMessageBytesMax = 65_535;
/** The longest handshake frame body: the clear header and m1. */
export const handshakeBytesMax = 2 * kibi;
/** The longest body of a typed-code frame. */
export const pakeBytesMax = 256;

// --- Relay -------------------------------------------------------------------------------------

/** A socket that has not proved itself by then is closed; long enough for a slow phone network. */
export const proveWithinMs = 10 * second;
/** Phones that may be attached to one session at once. */
export const phonesPerSessionMax = 8;
/** Rows in the admission table an agent registers: devices and one offer; 53 B each fit an attachment. */
export const admissionsMax = 128;
/** Bytes after which the relay puts a MARK into a phone's stream; each costs a frame both ways. */
export const markEveryBytes = 512 * kibi;
/**
 * Marks a phone may owe. With one more interval unread it is slow and closed, so the relay never holds
 * more than five intervals for it. A phone with less than 2 MiB on the way to it is never closed: eight
 * times the credit of a stream, which padding can at most double.
 */
export const marksOwedMax = 4;

// --- Handshake and sessions -------------------------------------------------------------------

/** Handshake payload of m1 and m2: an ML-KEM-768 key or ciphertext and the versions, padded alike. */
export const handshakePayloadBytes = 1_232;
/** Frames per direction after which the key is renewed (Noise Rekey). */
export const rekeyEveryFrames = 2 ** 14;
/** Frames per direction after which a session refuses to go on. */
export const framesPerSessionMax = 2 ** 32;
/** A session older than this is replaced by a fresh handshake. */
export const sessionAgeMaxMs = 60 * minute;
/** Handshakes an agent answers per minute and session, so that garbage costs it little. */
export const handshakesPerMinuteMax = 60;
/** First messages that fail to authenticate, per minute, before an offer stops answering. */
export const pairingFailuresPerMinuteMax = 10;

// --- Pairing -----------------------------------------------------------------------------------

/** Life of a pairing offer. */
export const offerLifetimeMs = 300 * second;
/** Wrong guesses after which a typed code is burned: an active relay wins with 3 in 2^30. */
export const typedCodeFailuresMax = 3;
/** Paired devices of one agent: one less than the relay's table, where an offer needs a row. */
export const devicesMax = admissionsMax - 1;
/** Time to type the check code at the desktop. */
export const confirmWithinMs = 45 * second;
/** Longest name a phone may give itself, in UTF-8 bytes. */
export const deviceNameBytesMax = 64;

// --- Records, chunks, credit --------------------------------------------------------------------

/** Kind, flags, stream and length in front of every record. */
export const recordHeaderBytes = 8;
/** Bytes a chunked message to the phone may add up to. */
export const chunkedToPhoneBytesMax = 8 * mebi;
/** Bytes a chunked message to the agent may add up to. */
export const chunkedToAgentBytesMax = 1 * mebi;
/** Chunked transfers open at once in one direction. */
export const openStreamsMax = 4;
/** Bytes in flight on one stream before the receiver must grant more. */
export const creditBytes = 256 * kibi;
/** A sender pauses while its socket holds this much unsent. */
export const pauseAtBufferedBytes = 1 * mebi;

// --- Messages ----------------------------------------------------------------------------------

/** Nesting of JSON in a message. */
export const jsonDepthMax = 32;
/** Keys in all objects of one message together. */
export const jsonKeysMax = 1_000;
/** A command as the phone may send it. */
export const commandBytesMax = 64 * kibi;
/** A prompt. */
export const promptBytesMax = 16 * kibi;
/** An image that goes with a prompt; a phone scales it down until it fits. */
export const imageBytesMax = 1 * mebi;
/** One piece of it: in base64url it fits into what a phone may send at once. */
export const imagePieceBytesMax = 32 * kibi;
/** Images of one prompt. */
export const imagesPerPromptMax = 4;
/** What somebody may say with a denial. */
export const answerWordsBytesMax = 2 * kibi;
/** The address that a browser's push service gave it; the longest known have some 600 bytes. */
export const pushEndpointBytesMax = 1 * kibi;
/** An artifact; what is longer is kept so far, and says so. */
export const artifactBytesMax = 4 * mebi;
/** What one question for a part of an artifact is answered with. */
export const artifactPieceBytesMax = 256 * kibi;
/** An action above this cannot be approved on a phone: nobody reads it there. */
export const approvableActionBytesMax = 64 * kibi;
/** How long a phone lets a command wait for its agent before it has to be given again. */
export const commandLifetimeMs = 10 * minute;
/** How far ahead of the agent's clock a command may expire. */
export const commandLifetimeMaxMs = 24 * hour;
/** How long an outcome is remembered after its command expired, so that a pruned id is never re-run. */
export const outcomeKeptMs = 7 * day;

// --- Approvals ---------------------------------------------------------------------------------

/** Life of an approval by the agent's clock; unanswered means denied. */
export const approvalLifetimeMs = 900 * second;
/** Life of a question that is no approval; unanswered, the coding agent goes on without an answer. */
export const questionLifetimeMs = 900 * second;
/** Approvals one run may have pending, against floods by an injected agent. */
export const approvalsPendingPerRunMax = 16;
/** What is approved for a run ends with it, and after a working day at the latest. */
export const grantLifetimeMs = 8 * hour;
/** As many as somebody can look through on a phone. */
export const grantsPerRunMax = 16;

// --- Links -------------------------------------------------------------------------------------

/** Streamed text is gathered this long and sent as one frame, which also blurs token lengths. */
export const coalesceMs = 100;
/** Deadline for the first dial after coming to the foreground. */
export const dialFirstWithinMs = 3 * second;
/** Deadline for later dials. */
export const dialWithinMs = 8 * second;
/** Deadline from an open socket to a session that is ready. */
export const readyWithinMs = 15 * second;
/** Back-off before the second dial; doubles each time. */
export const backOffFirstMs = 500;
/** Longest back-off. */
export const backOffMaxMs = 30 * second;
/** Share of the back-off that is random, so that a thousand agents do not return at once. */
export const backOffJitter = 0.2;
/** A link that has been ready this long starts again with the first back-off when it drops. */
export const steadyAfterMs = 10 * second;
/** Text "ping" by the phone, protocol ping by the agent: keeps the edge from closing an idle socket. */
export const heartbeatMs = 25 * second;
/** No sign of life for this long means the link is dead. */
export const silentMaxMs = 60 * second;

// --- Events ------------------------------------------------------------------------------------

/** Bounds inside one event; what is longer is cut by the agent and marked, or split. */
export const limitsOfEvents = {
  /** Leaves room for JSON escapes within a chunked message to the phone. */
  actionBytes: 2 * mebi,
  promptBytes: promptBytesMax,
  /** One frame's worth of streamed text. */
  deltaBytes: 16 * kibi,
  planEntries: 64,
  /** Commands of a coding agent's own that a phone offers. */
  slashCommands: 64,
} as const;
/** Events after which a feed is answered by a snapshot instead of a replay. */
export const replayEventsMax = 10_000;
/** Feeds one device may follow at once: the inbox and a few open runs. */
export const feedsFollowedMax = 8;
