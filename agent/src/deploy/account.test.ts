// Which account a relay is deployed to.

import { expect, test } from "vitest";
import { accountsIn, chooseAccount } from "./account.ts";

const [ada, bob] = [
  { id: "0a", name: "Ada" },
  { id: "0b", name: "Bob" },
];

test("the only account is taken, of several the one that is named or was used before", () => {
  expect(chooseAccount([ada], undefined, undefined)).toBe(ada);
  expect(chooseAccount([ada, bob], "0b", "0a")).toBe(bob);
  expect(chooseAccount([ada, bob], undefined, "0a")).toBe(ada);
  expect(chooseAccount([], "0c", undefined)).toEqual({ id: "0c", name: "0c" });
});

test("where it is not clear which account is meant, they are told and none is taken", () => {
  expect(() => chooseAccount([ada, bob], undefined, "0c")).toThrow(
    "2 accounts: Ada (0a), Bob (0b)",
  );
  expect(() => chooseAccount([ada], "0b", undefined)).toThrow("none of the accounts");
  expect(() => chooseAccount([], undefined, undefined)).toThrow("shows no account");
});

test("accounts are read from what whoami says, and from nothing else", () => {
  expect(accountsIn({ loggedIn: true, accounts: [{ ...ada, extra: 1 }] })).toEqual([ada]);
  expect(() => accountsIn(undefined)).toThrow("not logged in");
  expect(() => accountsIn({ accounts: [{ id: 1 }] })).toThrow("whoami.accounts");
});
