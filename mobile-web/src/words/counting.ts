// Sentences with a number in them, in as many forms as the language has.

import type { Language } from "./languages.ts";

/** "#" stands for the number. */
type Forms = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

/** How one language counts: `many(2, { one: "# line", other: "# lines" })`. */
export function counting(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) =>
    (forms[rules.select(count)] ?? forms.other).replace("#", numbers.format(count));
}
