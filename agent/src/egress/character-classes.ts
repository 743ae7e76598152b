// Sets of ASCII characters, and how far a run of one reaches. Everything that looks for secrets goes through
// text by such runs, forwards and once, so that no text makes it slow.

export interface CharacterClass {
  has(code: number): boolean;
}

function classOf(members: RegExp): CharacterClass {
  const table = new Uint8Array(128);
  for (let code = 0; code < table.length; code++) {
    if (members.test(String.fromCharCode(code))) table[code] = 1;
  }
  return { has: (code) => code < 128 && table[code] === 1 };
}

export const classes = {
  digit: classOf(/\d/),
  letterOrDigit: classOf(/[A-Za-z0-9]/),
  upperOrDigit: classOf(/[A-Z0-9]/),
  hex: classOf(/[0-9a-fA-F]/),
  word: classOf(/\w/),
  wordOrDash: classOf(/[\w-]/),
  dotted: classOf(/[\w.-]/),
  path: classOf(/[\w/-]/),
  base64: classOf(/[A-Za-z0-9+/=]/),
  /** What may follow "Bearer" in a header (RFC 9110). */
  token68: classOf(/[\w.~+/=-]/),
  space: classOf(/[ \t]/),
  /** What a value without quotes is made of, in shells, settings and addresses. */
  bareValue: classOf(/[^\s"'`,:;&<>(){}[\]|\\=\0-\x20\x7f]/),
  /** What stands between "://" and "@". */
  userInfo: classOf(/[^\s"'`<>@/\\\0-\x20\x7f]/),
} as const;

/** Where the run that begins here ends. */
export function endOfRun(
  text: string,
  start: number,
  of: CharacterClass,
  max = text.length,
): number {
  const end = Math.min(text.length, start + max);
  let at = start;
  while (at < end && of.has(text.charCodeAt(at))) at++;
  return at;
}

/** Where the run that ends here begins. */
export function startOfRun(text: string, end: number, of: CharacterClass, max: number): number {
  const start = Math.max(0, end - max);
  let at = end;
  while (at > start && of.has(text.charCodeAt(at - 1))) at--;
  return at;
}

export function isOneOf(characters: string, text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  for (let i = 0; i < characters.length; i++) if (characters.charCodeAt(i) === code) return true;
  return false;
}
