// What hooks tell of sessions at the desktop, on its way to runs: with the real desk, and a coding agent that is a
// puppet.

import { afterEach, beforeEach, expect, it } from "vitest";
import type { DesktopCall } from "../runs/driver.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import { DesktopHooks } from "./desktop-hooks.ts";

let on: DeskUnderTest;
let folder: string;
let hooks: DesktopHooks;
/** Sessions whose turn somebody watches. */
let watched: Set<string>;
beforeEach(async () => {
  on = await deskUnderTest();
  ({ folder } = on.workspaces[0] ?? { folder: "" });
  watched = new Set();
  hooks = hooksWith({});
});
afterEach(() => on.remove());

/** Hooks whose input is the name of a session, and that hear what `about` says. */
function hooksWith(about: Partial<DesktopCall>): DesktopHooks {
  const hear = (session: string): Promise<DesktopCall> =>
    Promise.resolve({
      session,
      folder,
      prompt: "Mend it",
      begin: () => watched.has(session),
      answer: () => Promise.resolve(`answer to ${session}`),
      ...about,
    });
  const driver = { name: "puppet", hear, describe: () => never(), open: () => never() };
  const { runs, clock } = on;
  return new DesktopHooks({ runs, clock, drivers: [driver], workspaces: () => on.workspaces });
}

const never = () => Promise.reject(new Error("not asked for"));
const say = (session: string, signal = new AbortController().signal) =>
  hooks.answer({ driver: "puppet", input: session }, signal);
const opened = () => on.events().flatMap((event) => (event.t === "run.opened" ? [event] : []));
const rested = () => on.untilRun(opened()[0]?.run ?? new Uint8Array(16), "done");
const prompts = () =>
  opened().flatMap(({ run }) => on.runEvents(run).filter(({ t }) => t === "prompt"));

it("each session is one run, and what it asks is answered in it", async () => {
  expect(await say("one")).toEqual({ output: "answer to one" });
  await rested();
  expect(await say("one")).toEqual({ output: "answer to one" });
  expect(await say("two")).toEqual({ output: "answer to two" });
  expect(opened()).toMatchObject([
    { title: "Mend it", driver: "puppet", workspace: "w" },
    { title: "Mend it", driver: "puppet", workspace: "w" },
  ]);
  expect(prompts()).toHaveLength(3);
});

it("a session goes on in its run after a restart, and in the run that a phone has begun with it", async () => {
  await say("one");
  await rested();
  on = on.restarted();
  hooks = hooksWith({});
  expect(await say("one")).toEqual({ output: "answer to one" });
  expect(opened()).toMatchObject([{ desktop: true }]);
  expect(prompts()).toHaveLength(2);

  on.puppet = (run) => Promise.resolve(run.inSession("three"));
  const phone = on.addPhone();
  await on.submit(phone, phone.open());
  await on.untilRun(opened()[1]?.run ?? new Uint8Array(16), "done");
  expect(await say("three")).toEqual({ output: "answer to three" });
  expect(opened()).toHaveLength(2);
});

it("a turn that is watched already is not begun once more", async () => {
  watched.add("one");
  expect(await say("one")).toEqual({ output: "answer to one" });
  expect(opened()).toEqual([]);
});

it("waits until the run has come to rest, or nobody waits for the answer any more", async () => {
  const { promise: work, resolve: end } = Promise.withResolvers<void>();
  on.puppet = () => work;
  expect(await say("one")).toEqual({ output: "answer to one" });
  const leaving = new AbortController();
  const left = say("one", leaving.signal);
  const stayed = say("one");
  leaving.abort();
  on.clock.advance(200);
  expect(await left).toEqual({});
  end();
  await rested();
  on.clock.advance(200);
  expect(await stayed).toEqual({ output: "answer to one" });
});

it.each([
  ["a folder that is not shared", () => "/elsewhere"],
  ["a folder whose name only begins like that of a shared one", () => `${folder}-not`],
])("tells phones nothing of %s", async (_, place) => {
  hooks = hooksWith({ folder: place() });
  expect(await say("one")).toEqual({});
  expect(on.events()).toEqual([]);
});

it("tells phones of work in a folder of a shared one", async () => {
  hooks = hooksWith({ folder: `${folder}/sub` });
  expect(await say("one")).toEqual({ output: "answer to one" });
});

it("tells phones of a session of theirs, wherever its run works, and only in workspaces that are shared", async () => {
  on.puppet = (run) => Promise.resolve(run.inSession("one"));
  const phone = on.addPhone();
  await on.submit(phone, phone.open());
  await rested();
  hooks = hooksWith({ folder: "/a/worktree" });
  expect(await say("one")).toEqual({ output: "answer to one" });
  expect(opened()).toHaveLength(1);
  on.workspaces = [];
  await on.untilRun(opened()[0]?.run ?? new Uint8Array(16), "done");
  on = on.restarted();
  on.workspaces = [];
  hooks = hooksWith({ folder: "/a/worktree" });
  expect(await say("one")).toEqual({});
});

it("leaves to the desktop what no coding agent of ours has said", async () => {
  const { signal } = new AbortController();
  expect(await hooks.answer({ driver: "other", input: "one" }, signal)).toEqual({});
});

it("leaves to the desktop what comes while too much waits", async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<string>();
  hooks = hooksWith({ answer: () => answered });
  const waiting = Array.from({ length: 12 }, (_, index) => say(`session ${index}`));
  expect(await say("one too many")).toEqual({});
  answer("yes");
  for (const each of waiting) expect(await each).toEqual({ output: "yes" });
  expect(await say("another")).toEqual({ output: "yes" });
});
