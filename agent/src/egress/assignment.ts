// Values that are given a name which says that they are secret: in shells, settings, code, JSON, YAML, headers
// and addresses. Looks at a text where "=" or ":" stands.

import { classes, endOfRun, isOneOf } from "./character-classes.ts";
import { type Sight, nothing, open, secret } from "./found.ts";
import { type SecretName, secretNameBefore } from "./secret-name.ts";
import { looksSecret } from "./secret-value.ts";

const gapMax = 8;
const bareMax = 256;
const quotedMax = 1_024;
const userInfoMax = 256;
const scheme = /^(?:basic|bearer|token|digest|negotiate|apikey)$/i;

export function sightAssignment(text: string, at: number, isEnd: boolean): Sight {
  if (text.startsWith("://", at)) return sightAddress(text, at + 3, isEnd);
  if (!isEnd && text.length - at < 3 && "://".startsWith(text.slice(at))) return open(text.length);
  const botToken = sightBotToken(text, at, isEnd);
  if (botToken !== nothing) return botToken;
  // Comparisons, arrows, and the two characters of ":=", of which the second is looked at.
  if (isOneOf("=:>", text, at + 1) || isOneOf("=!<>", text, at - 1)) return nothing;
  const name = secretNameBefore(text, at);
  if (name === undefined) return nothing;
  const start = endOfRun(text, at + 1, classes.space, gapMax);
  const quote = /^[bfru]?(\\?["'`])/i.exec(text.slice(start, start + 3));
  if (!isEnd && /^[bfru]?\\$/i.test(text.slice(start))) return open(start);
  const opening = quote?.[1];
  return quote === null || opening === undefined
    ? sightBare(text, start, name, isEnd)
    : sightQuoted(text, start + quote[0].length, opening, name, isEnd);
}

function sightQuoted(
  text: string,
  start: number,
  quote: string,
  { kind, strength }: SecretName,
  isEnd: boolean,
): Sight {
  let end = start;
  const last = Math.min(text.length, start + quotedMax);
  while (end < last && !text.startsWith(quote, end)) {
    // A sentence, not a secret; and need not wait for its end.
    if (/\s/.test(text[end] ?? "")) return nothing;
    end += quote.length === 1 && text[end] === "\\" ? 2 : 1;
  }
  if (end >= text.length && !isEnd) return open(start);
  end = Math.min(end, text.length);
  return looksSecret(text.slice(start, end), strength, true) ? secret(kind, start, end) : nothing;
}

function sightBare(text: string, start: number, name: SecretName, isEnd: boolean): Sight {
  const end = endOfBare(text, start, bareMax);
  if (end === text.length && !isEnd) return open(start);
  const value = text.slice(start, end);
  if (name.hasScheme && scheme.test(value) && text[end] === " ") {
    return sightBare(text, end + 1, { ...name, hasScheme: false }, isEnd);
  }
  // A call, an index: the value is not written here.
  if (/[([{]/.test(text[end] ?? "")) return nothing;
  if (!looksSecret(value, name.strength, false)) return nothing;
  const whole = endOfBare(text, start, text.length);
  return whole === text.length && !isEnd ? open(start) : secret(name.kind, start, whole);
}

/** Up to two "=" at the end belong to it, as in base64. */
function endOfBare(text: string, start: number, max: number): number {
  let end = endOfRun(text, start, classes.bareValue, max);
  for (let padding = 0; padding < 2 && text[end] === "=" && end > start; padding++) end++;
  return end;
}

/** `://user:password@host` */
function sightAddress(text: string, start: number, isEnd: boolean): Sight {
  const end = endOfRun(text, start, classes.userInfo, userInfoMax);
  const colon = text.slice(start, end).indexOf(":");
  const passwordStart = colon < 0 ? end : start + colon + 1;
  if (end === text.length && !isEnd) return open(passwordStart);
  if (colon < 0) return nothing;
  const value = text.slice(passwordStart, end);
  const isPassword = text[end] === "@" && value !== "" && !/^[$<{*%]/.test(value);
  return isPassword ? secret("password", passwordStart, end) : nothing;
}

/** A number, a colon, and what Telegram's bots prove themselves with. */
function sightBotToken(text: string, at: number, isEnd: boolean): Sight {
  const length = 35;
  if (text[at] !== ":" || !classes.digit.has(text.charCodeAt(at - 1))) return nothing;
  if (!/(?:^|\D)\d{8,10}$/.test(text.slice(Math.max(0, at - 11), at))) return nothing;
  const end = endOfRun(text, at + 1, classes.wordOrDash, length);
  if (end === text.length && !isEnd) return open(at + 1);
  return end - at - 1 === length ? secret("Telegram token", at + 1, end) : nothing;
}
