// Sentences with a number in them, in as many forms as the language has. By hand and not by Intl, whose first use
// costs a phone a tenth of a second that stands between it and its first picture.

import type { Language } from "./languages.ts";

/** "#" stands for the number. A language that has no form of its own for one thing leaves it out. */
interface Forms {
  readonly one?: string;
  readonly other: string;
}

/** How one language counts: `many(2, { one: "# line", other: "# lines" })`. */
export function counting(language: Language): (count: number, forms: Forms) => string {
  return (count, { one, other }) =>
    (count === 1 ? (one ?? other) : other).replace("#", grouped(count, language));
}

function grouped(count: number, language: Language): string {
  return count < 1_000 ? String(count) : count.toLocaleString(language);
}
