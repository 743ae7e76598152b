// The words around an answer that belong to the first load, in English.

import type { Loose } from "./loose.ts";

export const englishAnswer = {
  more: "Deny with words",
  moreMissing: "This part of the app did not load. Try again when you are online.",
  byDevice: (name: string) => `from ${name}`,
  held: {
    approve: "You approved this over a minute ago. It goes out if you say so once more.",
    deny: "You denied this over a minute ago. It goes out if you say so once more.",
    command: "Over a minute old. It goes out if you say so once more.",
    maybe: "It may have arrived before.",
    send: "Send now",
    drop: "Do not send",
  },
  question: "Asks you something",
} as const;

export type AnswerWords = Loose<typeof englishAnswer>;
