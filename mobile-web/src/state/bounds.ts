// What the phone keeps and draws at most. These concern nobody but the phone; what both ends must agree on
// stands in protocol/limits.

/** Output kept of one tool, in characters: the end counts, and a chatty build must not fill the memory. */
export const outputCharactersMax = 65_536;
/** Text kept of one answer or thought, in characters. */
export const proseCharactersMax = 262_144;
/** Runs whose feeds are followed at once; two of the protocol's eight are left for what comes up. */
export const runsFollowedMax = 5;
/** Answered approvals that stay in sight on the first screen. */
export const receiptsMax = 3;
/** Checks, rules and files of a run that are listed apart. */
export const evidenceMax = 200;
