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
/** A recorded file above this is looked at elsewhere: a phone shows text, and nobody reads a mebibyte. */
export const artifactShownBytesMax = 1_048_576;

/** What is written down of a machine for the next opening: runs in the list, and what waits for an answer. */
export const rememberedRunsMax = 60;
export const rememberedQuestionsMax = 20;
/** Runs whose ends are written down, those last in which something happened. */
export const rememberedTranscriptsMax = 8;
/** The end of a run: items, and characters of JSON in all of them; then of one answer, and of one output. */
export const rememberedItemsMax = 100;
export const rememberedCharactersMax = 131_072;
export const rememberedProseMax = 16_384;
export const rememberedOutputMax = 4_096;
