// Which of the accounts that a login opens is meant. Pure.

import { list, object, optional, text } from "@longrein/protocol/shape";
import { UserFailure } from "../platform/user-failure.ts";
import { notLoggedIn } from "./explain-refusal.ts";

const accountShape = object({ id: text(64), name: text(256) });
const answerShape = object({ accounts: optional(list(accountShape, 1_000)) });

export interface Account {
  readonly id: string;
  readonly name: string;
}

/** From what `wrangler whoami --json` says. */
export function accountsIn(answer: unknown): readonly Account[] {
  if (answer === undefined) throw notLoggedIn();
  return answerShape.parse(answer, "whoami").accounts ?? [];
}

/** `wanted` by CLOUDFLARE_ACCOUNT_ID, or else `before`, that of an earlier deployment. */
export function chooseAccount(
  accounts: readonly Account[],
  wanted: string | undefined,
  before: string | undefined,
): Account {
  if (wanted !== undefined) {
    const found = accounts.find(({ id }) => id === wanted);
    // A token that may not list accounts may yet be right for the one that is named.
    if (found !== undefined || accounts.length === 0) return found ?? { id: wanted, name: wanted };
    throw failed(
      `CLOUDFLARE_ACCOUNT_ID is none of the accounts of this login: ${names(accounts)}`,
      "set it to one of these ids, or unset it",
    );
  }
  const known = accounts.find(({ id }) => id === before);
  const [only, another] = accounts;
  if (known !== undefined) return known;
  if (only === undefined) {
    throw failed(
      "this login shows no account",
      "set CLOUDFLARE_ACCOUNT_ID to the id in the address of dash.cloudflare.com",
    );
  }
  if (another === undefined) return only;
  throw failed(
    `this login has ${accounts.length} accounts: ${names(accounts)}`,
    "say which by setting CLOUDFLARE_ACCOUNT_ID to its id",
  );
}

function names(accounts: readonly Account[]): string {
  return accounts.map(({ id, name }) => `${name} (${id})`).join(", ");
}

function failed(message: string, hint: string): UserFailure {
  return new UserFailure("failed", message, hint);
}
