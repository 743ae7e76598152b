// The matrix of rights and messages: what the code allows, what the document says, and that there is nothing beside
// it.

import { readFileSync } from "node:fs";
import { type Rights, roles } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { phoneMessages } from "../../../protocol/src/testing/one-of-each-message.ts";
import { type Said, authorise } from "./authorise.ts";

const document = readFileSync(new URL("../../../docs/roles.md", import.meta.url), "utf8");

/** As the columns of the table are called. What nobody has said is as the role has it, and an owner always may. */
const everybody: Readonly<Record<string, readonly Rights[]>> = {
  viewer: [{ role: "viewer" }, { role: "viewer", approver: false }],
  "viewer, approver": [{ role: "viewer", approver: true }],
  "operator, no approver": [{ role: "operator", approver: false }],
  operator: [{ role: "operator" }, { role: "operator", approver: true }],
  owner: [{ role: "owner" }, { role: "owner", approver: true }, { role: "owner", approver: false }],
};
const columns = Object.keys(everybody);

const { "approval.answer": _answer, ...others } = phoneMessages;
const answer = { t: "approval.answer" };
const approve = { ...answer, decision: "approve" };
const deny = { ...answer, decision: "deny" };
/** Every message, and every verb of an answer, as its row is called. */
const sayings: Readonly<Record<string, Said>> = {
  ...Object.fromEntries(Object.keys(others).map((t) => [t, { t }])),
  "approval.answer: approve": approve,
  "approval.answer: approve for the run": { ...approve, scope: "run" },
  "approval.answer: deny": deny,
  "approval.answer: deny with words": { ...deny, words: "rather that" },
};

/** Columns in which the table says yes, by its rows. */
function printedTable(): Map<string, readonly string[]> {
  const rows = document
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim().replaceAll("`", "")),
    );
  const [head = [], , ...body] = rows;
  expect(head.slice(1, -1)).toEqual(columns);
  return new Map(
    body.map(([what = "", ...cells]) => [what, columns.filter((_, n) => cells[n] === "yes")]),
  );
}

const allowed = (said: Said) =>
  columns.filter((column) => everybody[column]?.some((rights) => authorise(rights, said)));

describe("what a phone may say", () => {
  it("is what the document prints, for all rights, every kind of message and every answer", () => {
    const told = Object.entries(sayings).map(([row, said]) => [row, allowed(said)] as const);
    expect(new Map(told)).toEqual(printedTable());
  });

  it("is the same however the same rights are written down", () => {
    expect(columns).toContain("owner");
    for (const said of Object.values(sayings)) {
      for (const column of columns) {
        const told = everybody[column]?.map((rights) => authorise(rights, said));
        expect([column, new Set(told).size]).toEqual([column, 1]);
      }
    }
  });

  it("is a no wherever it is a yes, and more often", () => {
    const refuses = allowed(deny);
    expect(refuses).toEqual(expect.arrayContaining(allowed(approve)));
    expect(refuses.length).toBeGreaterThan(allowed(approve).length);
    expect(allowed({ t: "approvals.deny" })).toEqual(refuses);
    expect(allowed({ t: "grant.withdraw" })).toEqual(refuses);
  });

  it.each(["", "run.shell", "file.read", "tunnel.open", "RUN.OPEN", "run.open ", "__proto__"])(
    "holds nothing for anybody where the kind is %j",
    (t) => expect(allowed({ t })).toEqual([]),
  );

  it.each<Said>([
    answer,
    { ...answer, decision: "allow" },
    { ...answer, decision: "__proto__" },
    { ...approve, scope: "session" },
    { ...approve, words: "and then that" },
    { ...deny, scope: "run" },
    { t: "approval.answer: approve" },
    { t: "approve" },
  ])("holds nothing for anybody where an answer says %j", (said) => {
    expect(roles).toHaveLength(3);
    expect(allowed(said)).toEqual([]);
  });
});
