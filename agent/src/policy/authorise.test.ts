// The matrix of roles and kinds of messages: what the code allows, what the document says, and that there is
// nothing beside it.

import { readFileSync } from "node:fs";
import { roles } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { phoneMessages } from "../../../protocol/src/testing/one-of-each-message.ts";
import { authorise } from "./authorise.ts";

const document = readFileSync(new URL("../../../docs/roles.md", import.meta.url), "utf8");

/** Rows of the table that has a column for each role, by the kind in the first cell. */
function printedTable(): Map<string, readonly string[]> {
  const rows = document
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  const [head = [], , ...body] = rows;
  expect(head.slice(1, 4)).toEqual([...roles]);
  return new Map(
    body.map(([kind = "", ...cells]) => [
      kind.replaceAll("`", ""),
      roles.filter((_, column) => cells[column] === "yes"),
    ]),
  );
}

describe("what a role may say", () => {
  it("is what the document prints, for every role and every kind of message", () => {
    const printed = printedTable();
    const allowed = Object.keys(phoneMessages).map(
      (kind) => [kind, roles.filter((role) => authorise(role, kind))] as const,
    );
    expect(new Map(allowed)).toEqual(printed);
  });

  it.each(["", "run.shell", "file.read", "tunnel.open", "RUN.OPEN", "run.open ", "__proto__"])(
    "holds nothing for anybody where the kind is %j",
    (kind) => {
      expect(roles.filter((role) => authorise(role, kind))).toEqual([]);
    },
  );
});
