// Bounds that concern the relay alone; what both ends must know too is in the protocol's limits.

import { creditBytes, openStreamsMax } from "@longrein/protocol/limits";

/** Sockets of one leg that may wait to prove themselves; the next one pushes out the oldest. */
export const unprovedPerLegMax = 8;

/**
 * Bytes sent to a phone since its last sign of life (a frame or a ping) before it counts as slow.
 * The ends' own credit allows every stream its window, and padding at most doubles a frame, so a phone
 * that reads and grants credit cannot get here; the runtime itself tells no one how much it buffers.
 */
export const unansweredBytesMax = 2 * (openStreamsMax + 1) * creditBytes;

/** What the platform keeps for a socket through hibernation. */
export const attachmentBytesMax = 16_384;

/** The last channel number; a u32 counted up from 1, never used twice for one agent socket. */
export const channelMax = 2 ** 32 - 1;
