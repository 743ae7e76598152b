// Words that somebody typed, where only so many fit: told in their terms, before anybody else reads them. Pure.

import { UserFailure } from "../platform/user-failure.ts";

export function fittingWords(words: string, what: string, bytesMax: number): string {
  const bytes = Buffer.byteLength(words);
  if (bytes <= bytesMax) return words;
  const [has, may] = [bytes, bytesMax].map((count) => count.toLocaleString("en"));
  const why = `${what} may have ${may} bytes in UTF-8, and has ${has}`;
  throw new UserFailure("usage", why, "say it in fewer words");
}
