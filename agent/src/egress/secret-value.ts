// Whether a value looks like the secret that its name says it is, and not like a word, a type, a variable or
// a place holder. Pure; values come here with what is known of their names.

export type Strength = "password" | "token";

const tokenRun = /[A-Za-z0-9]{10,}/g;
/** Words of a language have less than this in each character, what machines make up has more. */
const entropyMin = 3;

const placeHolder =
  /^(?:[*x•.]+|<.*|\$(?:\w+|[{(].*)|\{\{.*|%\w+%?|your.*|change.?me.*|example.*|redacted|\[hidden.*)$/i;
const pathOfNames = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+$/;
const typeWithNumber = /^(?:u?int|float|big|utf|sha|md|str|vec|char|varchar|uint)[a-z]*\d+\w*$/i;

const lengthMin = { password: 6, token: 16 } as const;

export function looksSecret(value: string, strength: Strength, quoted: boolean): boolean {
  if (value.length < lengthMin[strength]) return false;
  if (/\s/.test(value) || placeHolder.test(value)) return false;
  if (!quoted && (pathOfNames.test(value) || typeWithNumber.test(value))) return false;
  return strength === "password" ? looksLikePassword(value) : looksLikeToken(value);
}

function looksLikePassword(value: string): boolean {
  if (/\d/.test(value)) return true;
  return /[A-Za-z]/.test(value) && /[^\w./:-]/.test(value);
}

function looksLikeToken(value: string): boolean {
  if (entropyOf(value) < entropyMin) return false;
  return (value.match(tokenRun) ?? []).some((run) => /\d/.test(run) && /[A-Za-z]/.test(run));
}

/** Shannon's, in bits for each character. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / value.length);
  return bits / value.length;
}
