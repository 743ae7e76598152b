// Bounds that concern the relay alone; what both ends must know too is in the protocol's limits.

/** Sockets of one leg that may wait to prove themselves; the next one pushes out the oldest. */
export const unprovedPerLegMax = 8;

/** What the runtime needs for each frame it holds, beside the frame's bytes. */
export const frameOverheadBytes = 512;

/** What the platform keeps for a socket through hibernation. */
export const attachmentBytesMax = 16_384;

/** The last channel number; a u32 counted up from 1, never used twice for one agent socket. */
export const channelMax = 2 ** 32 - 1;
