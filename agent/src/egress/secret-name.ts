// Whether a name in front of "=" or ":" says that a secret follows, and of what kind. Pure.

import { classes, isOneOf, startOfRun } from "./character-classes.ts";
import type { Strength } from "./secret-value.ts";

export interface SecretName {
  readonly kind: string;
  readonly strength: Strength;
  /** A header whose value begins with how it is to be read. */
  readonly hasScheme?: boolean;
}

/** Names longer than this are looked at from their end. */
const nameMax = 64;
const gapMax = 8;
/** What people put behind a name to say which one. */
const variant =
  /(?:[-_.](?:prod(?:uction)?|dev|test|live|staging|old|new|base64|b64|hex|value)|[-_.]?\d+)$/;

const password: SecretName = { kind: "password", strength: "password" };
const token: SecretName = { kind: "token", strength: "token" };
const secret: SecretName = { kind: "secret", strength: "token" };
const key: SecretName = { kind: "key", strength: "token" };
const header: SecretName = { kind: "credential", strength: "token", hasScheme: true };

/** How names of secrets end, in small letters. */
const endings: readonly (readonly [string, SecretName])[] = [
  ["password", password],
  ["passwd", password],
  ["passphrase", password],
  ["pwd", password],
  ["secret", secret],
  ["credential", secret],
  ["token", token],
  ["_pat", token],
  ["authorization", header],
];
const anyEnding = /pass|pwd|secret|credential|token|_pat|authori|key/i;
const secretKey =
  /(?:api|access|secret|private|auth|signing|encryption|master|account|client|service|session|storage|admin|deploy|licen[sc]e)[-_.]?key$/i;
/** As names of settings are written. */
const settingKey = /(?:^|[A-Z0-9_])KEY$/;
const publicKey = /pub(?:lic)?[-_.]?key$/i;

/** `at` is where "=" or ":" stands. */
export function secretNameBefore(text: string, at: number): SecretName | undefined {
  const name = nameBefore(text, at);
  // Most names are none, and this is the shortest way to see it.
  if (name.length < 3 || !anyEnding.test(name)) return undefined;
  const bare = name.toLowerCase().replace(variant, "");
  const ending = endings.find(([end]) => bare.endsWith(end));
  if (ending !== undefined) return ending[1];
  if (!bare.endsWith("key")) return undefined;
  const written = name.slice(0, bare.length);
  const isSecret = secretKey.test(written) || settingKey.test(written);
  return isSecret && !publicKey.test(written) ? key : undefined;
}

function nameBefore(text: string, at: number): string {
  let end = at;
  // `:=`, `?=`, `+=`, and the optional field `name?:`
  if (isOneOf(":?+", text, end - 1)) end--;
  end = startOfRun(text, end, classes.space, gapMax);
  if (isOneOf("]", text, end - 1)) end--;
  if (isOneOf("\"'`", text, end - 1)) end--;
  if (isOneOf("\\", text, end - 1)) end--;
  return text.slice(startOfRun(text, end, classes.dotted, nameMax), end);
}
