// What a relay on one's own server is told: where it listens, by one flag, and by its environment what the
// Worker reads (docs/self-hosting.md). Checked here as well, since the Worker says no more of a setting that it
// does not understand than status 500. Pure.

import { idFromText } from "@longrein/protocol/envelope";
import { UserFailure } from "../platform/user-failure.ts";
import type { Environment } from "./places.ts";
import { isLoopback } from "./relay-address.ts";

export interface ServedRelay {
  readonly address: string;
  readonly port: number;
  /** Names by which it is reached. */
  readonly hosts: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Any agent may use it, not those alone that were named or know the secret. */
  readonly isOpen: boolean;
}

export interface Consent {
  readonly toNetwork: boolean;
  readonly toEverybody: boolean;
}

type Check = (value: string) => boolean;

const isHost: Check = (value) => /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(value);
const isOrigin: Check = (value) => URL.canParse(value) && new URL(value).origin === value;
const listOf =
  (check: Check): Check =>
  (value) =>
    entriesOf(value).every(check);
const isCount: Check = (value) => /^\d{1,4}$/.test(value) && +value >= 1 && +value <= 1_000;

const known: Readonly<Record<string, { readonly check: Check; readonly expected: string }>> = {
  PUBLIC_HOSTS: { check: listOf(isHost), expected: "names such as relay.example.org" },
  ALLOWED_SESSIONS: {
    check: listOf((value) => idFromText(value) !== undefined),
    expected: "session IDs, each of 22 characters, with commas between them",
  },
  ENROLMENT_SECRET: { check: (value) => value.length >= 16, expected: "16 characters or more" },
  APP_ORIGIN: { check: isOrigin, expected: "an origin such as https://app.example.org" },
  PHONES_PER_SESSION: { check: isCount, expected: "a whole number from 1 to 1000" },
  CLIENT_ADDRESSES: {
    check: (value) => value === "edge" || value === "unknown",
    expected: "edge or unknown",
  },
};

export function servedRelay(
  listen: string,
  environment: Environment,
  consent: Consent,
): ServedRelay {
  const { address, port } = listenOn(listen, consent);
  const { PUBLIC_HOSTS: hosts, ...variables } = variablesIn(environment);
  if (hosts === undefined) {
    throw misused(
      "expected PUBLIC_HOSTS, the name by which agents and phones reach this relay",
      "PUBLIC_HOSTS=relay.example.org longrein relay serve",
    );
  }
  const isOpen = !("ALLOWED_SESSIONS" in variables || "ENROLMENT_SECRET" in variables);
  if (isOpen && !consent.toEverybody) {
    throw new UserFailure(
      "refused",
      "without ENROLMENT_SECRET or ALLOWED_SESSIONS anybody who finds this relay could use it",
      "set one of them, or say that you mean it: longrein relay serve --for-everybody",
    );
  }
  return { address, port, hosts: entriesOf(hosts), variables, isOpen };
}

/** An empty variable is none. */
function variablesIn(environment: Environment): Readonly<Record<string, string>> {
  const set = Object.entries(known).flatMap(([name, { check, expected }]) => {
    const value = environment[name] ?? "";
    if (value === "") return [];
    if (!check(value)) throw misused(`expected ${expected} in ${name}`);
    return [[name, value] as const];
  });
  return Object.fromEntries(set);
}

function listenOn(listen: string, { toNetwork }: Consent): { address: string; port: number } {
  const [, six, four = six, port = ""] =
    /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)):(\d{1,5})$/i.exec(listen) ?? [];
  if (four === undefined || +port > 65_535) {
    throw misused("expected an IP address and a port after --listen, such as 127.0.0.1:8787");
  }
  if (!isLoopback(four) && !toNetwork) {
    throw new UserFailure(
      "refused",
      `at ${four} every machine of that network could talk to the relay, and not by https`,
      "if that is what you want: longrein relay serve --i-understand-lan-exposure",
    );
  }
  return { address: four, port: +port };
}

function entriesOf(value: string): readonly string[] {
  const entries = value.split(",").map((entry) => entry.trim());
  return entries.filter((entry) => entry !== "");
}

function misused(why: string, hint = "longrein help relay serve"): UserFailure {
  return new UserFailure("usage", why, hint);
}
