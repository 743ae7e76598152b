// Forgetting: what goes, what stays, and what phones are told that come from before.

import { readFile } from "node:fs/promises";
import {
  type AgentEvent,
  type Cursor,
  type RunState,
  chainNext,
  decodeEvent,
  equalBytes,
  inboxFeed,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { addApproval, randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
});
afterEach(() => folder.remove());

const day = 86_400_000;
const canary = "canary-the-quick-brown-fox";
const secret = `ghp_${"aB3".repeat(12)}`;

function begin(at: number, title = "a title"): Uint8Array {
  const id = randomBytes(16);
  const names = { driver: "d", workspace: "w" };
  store.runs.add({ id, ...names, state: "starting" }, at);
  tell({ t: "run.opened", run: id, title, ...names, at }, at);
  return id;
}
const tell = (event: AgentEvent, at: number) => store.events.append(inboxFeed, event, at);
function enter(run: Uint8Array, state: RunState, at: number): void {
  store.runs.setState(run, state, 1, at);
  tell({ t: "run.state", run, state, at }, at);
}
const feedOf = (run: Uint8Array) => `run:${toBase64url(run)}`;
const says = (run: Uint8Array, text: string) =>
  store.events.append(feedOf(run), { t: "notice", level: "info", text, at: 1 }, 1);
/** One that said something and has ended. */
function ended(at: number, text = canary): Uint8Array {
  const run = begin(at);
  says(run, text);
  enter(run, "done", at);
  return run;
}
const nowhere = (feed: string): Cursor => ({ feed, seq: 0, chain: new Uint8Array(32) });
const read = (cursor: Cursor) => store.events.read(cursor, store.events.epoch, 1_000);
const inbox = () => read(nowhere(inboxFeed)).events.flatMap(({ body }) => decodeEvent(body) ?? []);
const inboxOf = (run: Uint8Array) =>
  inbox().flatMap((event) => ("run" in event && equalBytes(event.run, run) ? [event.t] : []));
const count = (table: string) =>
  folder.asSomebodyElse().prepare(`SELECT count(*) AS n FROM ${table}`).get();

describe("a run that ended long enough ago", () => {
  it("is forgotten when its days are over and not before", () => {
    const run = ended(0);
    expect(store.retention.forget(14 * day - 1, 14).runs).toEqual([]);
    expect(read(nowhere(feedOf(run))).events).toHaveLength(1);
    expect(store.retention.forget(14 * day, 14)).toEqual({
      runs: [run],
      requests: 0,
      erased: true,
    });
    expect(read(nowhere(feedOf(run))).events).toEqual([]);
    expect(store.retention.forget(15 * day, 14).runs).toEqual([]);
  });

  it("is forgotten as soon as it has ended, when nothing is to be kept", () => {
    const run = ended(5);
    expect(store.retention.forget(5, 0).runs).toEqual([run]);
  });

  it.each(["starting", "working", "waiting", "stopping"] as const)(
    "is not one that is %s",
    (state) => {
      const run = ended(0);
      store.runs.setState(run, state, 1, 0);
      expect(store.retention.forget(100 * day, 0).runs).toEqual([]);
    },
  );

  it("leaves that there was one, and nothing that opens", () => {
    const run = ended(0);
    const approval = addApproval(store, { run });
    store.approvals.resolve(approval, "denied", 0);
    const question = { id: randomBytes(16), run, askedAt: 0, notAfter: 1 };
    store.questions.add(question);
    store.runs.setSession(run, canary);
    says(run, secret);
    store.retention.forget(15 * day, 14);
    expect(store.runs.byId(run)).toMatchObject({ driver: "d", workspace: "w", state: "done" });
    expect(store.runs.session(run)).toBeUndefined();
    expect(store.approvals.byId(approval)).toBeUndefined();
    expect(store.questions.byId(question.id)).toBeUndefined();
    expect(store.secrets.reveal(feedOf(run), 1)).toBeUndefined();
    for (const table of ["events", "approvals", "questions", "secrets", "salts"]) {
      expect([table, count(table)]).toEqual([table, { n: 0 }]);
    }
  });

  it("goes on, if somebody prompts it again, after where it was", () => {
    const run = ended(0);
    const before = store.events.latest(feedOf(run));
    store.retention.forget(15 * day, 14);
    store = folder.reopenStore();
    says(run, "again");
    expect(store.events.latest(feedOf(run)).seq).toBe(before.seq + 1);
    expect(read(before)).toMatchObject({ kind: "replay", events: [{ seq: before.seq + 1 }] });
  });
});

describe("a phone that comes back after things were forgotten", () => {
  it("is told that its place was pruned, and begins at what is kept", () => {
    const run = ended(0);
    for (let i = 0; i < 5; i++) says(run, canary);
    const [, second] = read(nowhere(feedOf(run))).events;
    const end = store.events.latest(feedOf(run));
    store.retention.forget(15 * day, 14);
    says(run, "later");
    const place = { feed: feedOf(run), seq: 2, chain: second?.chain ?? new Uint8Array(32) };
    const reading = read(place);
    expect(reading).toMatchObject({ kind: "reset", reason: "pruned", ...at(end) });
    expect(reading.events.map(({ seq }) => seq)).toEqual([end.seq + 1]);
    expectChained(reading);
  });

  it("goes on where it was, if that is the last that was pruned", () => {
    const run = ended(0);
    const end = store.events.latest(feedOf(run));
    store.retention.forget(15 * day, 14);
    expect(read(end)).toEqual({ kind: "replay", events: [], isAll: true });
    expect(read({ ...end, chain: randomBytes(32) })).toMatchObject({ reason: "changed" });
    expect(read({ ...end, seq: end.seq + 1 })).toMatchObject({ reason: "ahead" });
  });

  it("finds in its inbox the runs that are kept, and only them", () => {
    const before = begin(0, "open from the start");
    const old = ended(0);
    enter(before, "working", 1);
    tell({ t: "run.titled", run: before, title: "a better title", at: 1 }, 1);
    const young = ended(10 * day);
    const place = store.events.latest(inboxFeed);
    store.retention.forget(15 * day, 14);
    const kinds = ["run.opened", "run.state", "run.titled"];
    expect(inboxOf(old)).toEqual([]);
    expect(inboxOf(before).toSorted()).toEqual(kinds);
    expect(inboxOf(young)).toEqual(["run.opened", "run.state"]);
    expect(inbox().find((event) => event.t === "run.titled")).toMatchObject({
      title: "a better title",
    });
    // One that is up to date is told again what holds, and has lost nothing.
    expect(read(place).kind).toBe("replay");
    expectChained(read({ ...place, seq: 1 }));
  });

  it("finds the questions that still wait, and none that were answered", () => {
    const run = begin(0);
    enter(run, "waiting", 0);
    const [open, closed] = [addApproval(store, { run }), addApproval(store, { run })];
    store.approvals.resolve(closed, "denied", 0);
    for (const approval of [open, closed]) tell(asked(run, approval), 0);
    tell({ t: "approval.resolved", run, approval: closed, outcome: "denied", at: 0 }, 0);
    ended(0);
    store.retention.forget(15 * day, 14);
    const asks = inbox().flatMap((event) => (event.t === "approval.asked" ? [event.ask] : []));
    expect(asks.map(({ approval }) => approval)).toEqual([open]);
    expect(inbox().some((event) => event.t === "approval.resolved")).toBe(false);
  });
});

const at = ({ seq, chain }: Cursor) => ({ seq, chain });
const asked = (run: Uint8Array, approval: Uint8Array): AgentEvent => ({
  t: "approval.asked",
  ask: {
    approval,
    run,
    action: "{}",
    nonce: randomBytes(16),
    askedAt: 0,
    notAfter: 1,
    tier: 1,
    risk: { level: "low", reasons: [] },
  },
});

/** What is sent after a reset follows from the place that the reset names. */
function expectChained(reading: ReturnType<typeof read>): void {
  if (reading.kind !== "reset") throw new Error("expected a reset");
  let { chain } = reading;
  for (const event of reading.events) {
    chain = chainNext(nodePrimitives, chain, utf8(event.body));
    expect(event.chain).toEqual(chain);
  }
  expect(reading.events.length).toBeGreaterThan(0);
}

describe("what was forgotten", () => {
  it("lies in no file: neither the texts, nor what they were sealed to, nor the salts", async () => {
    const kept = begin(14 * day, "kept");
    says(kept, "kept");
    for (let i = 0; i < 200; i++) {
      const run = begin(0, `${canary} ${i}`);
      says(run, `${canary} ${secret} ${"x".repeat(2_000)}`);
      enter(run, "done", 0);
    }
    const blobs = (sql: string) =>
      folder
        .asSomebodyElse()
        .prepare<[], { blob: Buffer }>(sql)
        .all()
        .map(({ blob }) => blob);
    const name = feedOf(kept);
    const salts = blobs(`SELECT salt AS blob FROM salts WHERE name <> '${name}'`);
    const sealed = blobs(`SELECT body AS blob FROM events WHERE salt <> '${name}'`);
    const originals = blobs("SELECT original AS blob FROM secrets");
    expect((await folder.allBytes()).includes(salts[0] ?? "")).toBe(true);
    expect(store.retention.forget(14 * day, 14)).toMatchObject({ erased: true });
    const bytes = await folder.allBytes();
    expect([salts.length, sealed.length, originals.length]).toEqual([200, 600, 200]);
    for (const blob of [...salts, ...sealed, ...originals]) {
      // The middle: a page may have been cut, but never in each of its parts.
      expect(bytes.includes(blob.subarray(0, 16))).toBe(false);
      expect(bytes.includes(blob.subarray(-16))).toBe(false);
    }
    expect(bytes.includes(canary)).toBe(false);
    expect(inboxOf(kept)).toEqual(["run.opened"]);
  });

  it("gives its room back", async () => {
    const size = async () => (await readFile(`${folder.path}/longrein.db`)).length;
    const run = ended(0);
    for (let i = 0; i < 300; i++) says(run, "x".repeat(4_000));
    folder.closeAll();
    store = folder.openStore();
    const before = await size();
    store.retention.forget(15 * day, 14);
    expect(await size()).toBeLessThan(before / 4);
    expect((await readFile(`${folder.path}/longrein.db-wal`)).length).toBe(0);
  });

  it("gives its room back in a store of an earlier version, too", async () => {
    folder.closeAll();
    const other = folder.asSomebodyElse();
    other.exec("PRAGMA auto_vacuum = NONE; VACUUM");
    expect(other.pragma("auto_vacuum", { simple: true })).toBe(0);
    folder.closeAll();
    store = folder.openStore();
    expect(folder.asSomebodyElse().pragma("auto_vacuum", { simple: true })).toBe(2);
  });

  it("is erased the next time, where somebody was reading", () => {
    ended(0);
    const reader = folder.asSomebodyElse();
    reader.exec("BEGIN; SELECT count(*) FROM events");
    store.database.run("PRAGMA busy_timeout = 1");
    expect(store.retention.forget(15 * day, 14).erased).toBe(false);
    reader.exec("COMMIT");
    expect(store.database.erase()).toBe(true);
  });
});
