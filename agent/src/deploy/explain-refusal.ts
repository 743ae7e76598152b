// What somebody can do about it when wrangler or Cloudflare refuses. Pure.

import { UserFailure } from "../platform/user-failure.ts";
import { wranglerTyped, wranglerVersion } from "./wrangler-calls.ts";
import type { Refused } from "./wrangler-outcome.ts";

interface Explained {
  readonly codes?: readonly number[];
  readonly words?: RegExp;
  explain(refused: Refused): UserFailure;
}

/** The codes are Cloudflare's; the words stand for what has none, or many. The first that fits is told. */
const known: readonly Explained[] = [
  {
    words: /"loggedIn":\s*false|CLOUDFLARE_API_TOKEN environment variable for wrangler to work/,
    explain: notLoggedIn,
  },
  {
    words: /fetch failed|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|connectivity issue/,
    explain: () =>
      failed("Cloudflare cannot be reached", "check the network and its proxy, then try again"),
  },
  {
    words: /register a workers\.dev subdomain/,
    explain: ({ message }) =>
      failed(
        "this account has no workers.dev address yet, under which the relay would be found",
        `choose one at ${/https:\/\/dash\S+/.exec(message)?.[0] ?? "https://dash.cloudflare.com"}, then try again`,
      ),
  },
  {
    codes: [10_027, 10_037, 10_064, 10_089, 10_097],
    words: /limit|quota|exceeded|upgrade|too many/i,
    explain: ({ message }) =>
      failed(
        `the account's plan does not allow that: ${message}`,
        "remove a Worker you no longer need, or wait if it is a limit of the day, then try again",
      ),
  },
  {
    // These come of a token that is unknown, expired or misspelled.
    codes: [1_000, 1_001, 6_003, 6_111, 9_103, 9_106],
    words: /invalid (access|api) token|token.*(expired|disabled|invalid)/i,
    explain: ({ message }) =>
      failed(
        `Cloudflare does not know this token: ${message}`,
        `set CLOUDFLARE_API_TOKEN to one that holds, or unset it and ${wranglerTyped(["login"])}`,
      ),
  },
  {
    codes: [9_109, 10_000, 10_023],
    words: /authentication error|unauthorized|permission|not allowed/i,
    explain: ({ message }) =>
      failed(
        `this login may not do that: ${message}`,
        'a token needs the right "Workers Scripts: Edit" and "Account Settings: Read" for the account; ' +
          "is CLOUDFLARE_ACCOUNT_ID the right one?",
      ),
  },
];

export function explainRefusal(refused: Refused): UserFailure {
  const { code, message } = refused;
  const fits = known.find(
    ({ codes = [], words }) =>
      (code !== undefined && codes.includes(code)) || words?.test(message) === true,
  );
  if (fits !== undefined) return fits.explain(refused);
  const number = code === undefined ? "" : ` (code ${code})`;
  return failed(
    `Cloudflare has refused it${number}: ${message || "without a word"}`,
    "try again; if it stays so, docs/self-hosting.md says how to deploy by hand",
  );
}

export function notLoggedIn(): UserFailure {
  return failed(
    "not logged in to Cloudflare",
    `${wranglerTyped(["login"])}, or set CLOUDFLARE_API_TOKEN`,
  );
}

/** Npx has not found it, or there is no npx. */
export function notBegun(why: string): UserFailure {
  if (/spawn npx ENOENT/.test(why)) {
    return failed("npx was not found, which runs wrangler", "install npm: npx is part of it");
  }
  return failed(
    `wrangler ${wranglerVersion} has not started: ${why || "it said nothing"}`,
    "npx fetches it from npm: check the network, and npm's registry, then try again",
  );
}

function failed(message: string, hint: string): UserFailure {
  return new UserFailure("failed", message, hint);
}
