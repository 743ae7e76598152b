// A number that somebody typed after a flag.

import { UserFailure } from "../platform/user-failure.ts";

export function wholeNumber(text: string, max: number, flag: string, command: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= max) return number;
  const why = `expected a whole number up to ${max} after ${flag}`;
  throw new UserFailure("usage", why, `longrein help ${command}`);
}
