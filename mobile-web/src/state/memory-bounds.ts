// How much is written down of a machine for the next opening.

/** Runs in the list, and what waits for an answer. */
export const rememberedRunsMax = 60;
export const rememberedQuestionsMax = 20;
/** Runs whose ends are written down, those last in which something happened. */
export const rememberedTranscriptsMax = 8;
/** Runs of which is written down when they were last shown; of older ones all counts as seen. */
export const seenRunsMax = 200;
/** The end of a run: items, and characters of JSON in all of them; then of one answer, and of one output. */
export const rememberedItemsMax = 100;
export const rememberedCharactersMax = 131_072;
export const rememberedProseMax = 16_384;
export const rememberedOutputMax = 4_096;
