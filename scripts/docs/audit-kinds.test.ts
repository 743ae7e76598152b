// What the agent writes into its log and what the phone has words for are one list.

import { expect, it } from "vitest";
import { auditKinds } from "../../agent/src/audit/audit-kinds.ts";
import { english } from "../../mobile-web/src/words/en/audit.ts";

it("The phone has words for every kind of entry that the agent writes, and for no other", () => {
  expect(Object.keys(english.kinds).toSorted()).toEqual([...auditKinds].toSorted());
});
