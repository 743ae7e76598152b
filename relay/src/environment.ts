// Bindings, variables and secrets of the Worker, parsed once into settings; see docs/self-hosting.md.
// A setting that does not parse stops the relay with a reason instead of being read as its default.

import { phonesPerSessionMax } from "@longrein/protocol/limits";
import { idFromText } from "@longrein/protocol/envelope";

export interface Environment {
  readonly SWITCHBOARD: DurableObjectNamespace;
  readonly REGISTRY: DurableObjectNamespace;
  readonly ASSETS?: Fetcher;
  /** The one other origin a phone's page may have, when the app is not served by this relay. */
  readonly APP_ORIGIN?: string;
  /** Hosts this relay answers for, separated by commas. Needed where no edge in front decides that. */
  readonly PUBLIC_HOSTS?: string;
  /** Session IDs (base64url, separated by commas) that may use this relay; empty = anybody's. */
  readonly ALLOWED_SESSIONS?: string;
  /** If set, an agent must send it as "Authorization: Bearer …". */
  readonly ENROLMENT_SECRET?: string;
  readonly PHONES_PER_SESSION?: string;
  /** "unknown" where no edge tells the clients' addresses, and whoever claims one could claim any. */
  readonly CLIENT_ADDRESSES?: string;
  /** Cloudflare's rate limits, counted for a whole location; those in memory work without them. */
  readonly CONNECT_LIMIT?: RateLimit;
  readonly PAIRING_LIMIT?: RateLimit;
}

export interface Settings {
  readonly appOrigin: string | undefined;
  readonly publicHosts: ReadonlySet<string> | undefined;
  readonly allowedSessions: ReadonlySet<string> | undefined;
  readonly enrolmentSecret: string | undefined;
  readonly phonesMax: number;
  readonly knowsAddresses: boolean;
}

class SettingsFailure extends Error {
  override readonly name = "SettingsFailure";
}

export function parseSettings(
  environment: Omit<Environment, "SWITCHBOARD" | "REGISTRY">,
): Settings {
  return {
    appOrigin: origin(environment.APP_ORIGIN),
    publicHosts: list(environment.PUBLIC_HOSTS, (host) => host.toLowerCase()),
    allowedSessions: list(environment.ALLOWED_SESSIONS, sessionId),
    enrolmentSecret: secret(environment.ENROLMENT_SECRET),
    phonesMax: phones(environment.PHONES_PER_SESSION),
    knowsAddresses: addresses(environment.CLIENT_ADDRESSES),
  };
}

function origin(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (URL.canParse(value) && new URL(value).origin === value) return value;
  throw new SettingsFailure("APP_ORIGIN: expected an origin such as https://app.example.org");
}

function list(
  value: string | undefined,
  parse: (entry: string) => string,
): ReadonlySet<string> | undefined {
  const entries = (value ?? "").split(",").map((entry) => entry.trim());
  const kept = entries.filter((entry) => entry !== "");
  return kept.length === 0 ? undefined : new Set(kept.map(parse));
}

function sessionId(text: string): string {
  if (idFromText(text) !== undefined) return text;
  throw new SettingsFailure(
    "ALLOWED_SESSIONS: expected session IDs, each 22 characters of base64url",
  );
}

function secret(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (value.length >= 16) return value;
  throw new SettingsFailure("ENROLMENT_SECRET: expected at least 16 characters");
}

function phones(value: string | undefined): number {
  if (!value) return phonesPerSessionMax;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 1_000) return number;
  throw new SettingsFailure("PHONES_PER_SESSION: expected a whole number from 1 to 1000");
}

function addresses(value: string | undefined): boolean {
  if (!value || value === "edge") return true;
  if (value === "unknown") return false;
  throw new SettingsFailure('CLIENT_ADDRESSES: expected "edge" or "unknown"');
}
