// What can be meant as the code that a phone shows while it is paired: there is one guess, which a slip of the
// hand should not use up.

export const notACode = "that is not four digits; type those that the phone shows, then Enter";

export function isCheckCode(line: string): boolean {
  return /^\s*\d\s*\d\s*\d\s*\d\s*$/.test(line);
}
