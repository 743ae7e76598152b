// A number that somebody typed: after a flag, or as an argument.

import { UserFailure } from "../platform/user-failure.ts";

interface Expected {
  readonly min: number;
  readonly max: number;
  /** As the help page calls it. */
  readonly as: string;
  readonly command: string;
}

export function wholeNumber(text: string, { min, max, as, command }: Expected): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  const why = `expected a whole number from ${min} to ${max} as ${as}`;
  throw new UserFailure("usage", why, `longrein help ${command}`);
}
