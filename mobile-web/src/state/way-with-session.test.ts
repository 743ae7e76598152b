import { expect, it } from "vitest";
import { keyOf } from "./identifiers.ts";
import { type Run, emptyInbox } from "./inbox.ts";
import { wayWith } from "./way-with-session.ts";

const id = new Uint8Array(16).fill(7);
const run: Run = {
  key: keyOf(id),
  id,
  title: "t",
  driver: "d",
  workspace: "w",
  desktop: true,
  openedAt: 0,
  state: "done",
  reason: undefined,
  goOn: undefined,
  changedAt: 0,
};
const known = { runs: new Map([[run.key, run]]) };
const session = { session: "s", title: "t", changedAt: 1, open: false, joinable: false };

it("what nobody has open is gone on with, what can be shared is joined, of the rest there is a copy", () => {
  expect(wayWith(session, emptyInbox)).toEqual({ kind: "goOn" });
  expect(wayWith({ ...session, joinable: true }, emptyInbox)).toEqual({ kind: "goOn" });
  expect(wayWith({ ...session, open: true, joinable: true }, emptyInbox)).toEqual({ kind: "join" });
  expect(wayWith({ ...session, open: true }, emptyInbox)).toEqual({ kind: "copy" });
});

it("what is a run is that run, if this phone knows it", () => {
  expect(wayWith({ ...session, open: true, run: id }, known)).toEqual({
    kind: "run",
    run: run.key,
  });
  expect(wayWith({ ...session, run: id }, emptyInbox)).toEqual({ kind: "goOn" });
});
