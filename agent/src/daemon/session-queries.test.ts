// What phones are told of the sessions that coding agents themselves remember: with the real store, and a coding
// agent that remembers what the test says.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Driver, PastSession, Said } from "../runs/driver.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { SessionQueries } from "./session-queries.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let past: readonly PastSession[];
let said: readonly Said[] | undefined;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  past = ["s-1", "s-2"].map(pastSession);
  said = [{ by: "user", text: "Fix it" }];
});
afterEach(() => on.remove());

const pastSession = (session: string): PastSession => {
  return { session, title: "t", changedAt: 1, open: false, joinable: false };
};
const never = () => Promise.reject(new Error("not asked for"));

const driverWith = (about: Partial<Driver>): Driver => ({
  name: "puppet",
  describe: never,
  open: never,
  sessions: () => Promise.resolve(past),
  said: (folder) => Promise.resolve(folder === on.workspace.path ? said : undefined),
  ...about,
});

function asking(driver = driverWith({})): SessionQueries {
  const { store, clock } = on;
  return new SessionQueries({ store, clock, drivers: [driver], workspaces: () => on.workspaces });
}

const id = randomBytes(16);
const about = { id, workspace: "w", driver: "puppet" };
const list = (queries = asking()) => queries.answer({ t: "sessions.list", ...about });
const read = (queries = asking()) =>
  queries.answer({ t: "session.read", ...about, session: "s-1" });

async function shown() {
  const answer = await read();
  if (typeof answer === "string" || answer.t !== "session") throw new Error("expected a session");
  return answer;
}

async function open(session: string): Promise<Uint8Array> {
  const [told] = await on.submit(phone, phone.open({ session }));
  const run = told?.run ?? new Uint8Array(16);
  await on.untilRun(run, "done");
  return run;
}

describe("the list of sessions", () => {
  it("names the run that a session is, the latest of several, over a restart, too", async () => {
    await open("s-1");
    on.clock.advance(1);
    const run = await open("s-1");
    on = on.restarted();
    expect(await list()).toMatchObject({ sessions: [{ session: "s-1", run }, { session: "s-2" }] });
    const listed = await list();
    if (typeof listed === "string" || listed.t !== "sessions") throw new Error("expected a list");
    expect(listed.sessions[1]).not.toHaveProperty("run");
  });

  it("leaves out what is too long to be named again", async () => {
    past = [pastSession("x".repeat(257)), pastSession("\ud800"), pastSession("s-1")];
    expect(await list()).toMatchObject({ sessions: [{ session: "s-1" }] });
  });

  it("is none where the coding agent tells none, or fails to", async () => {
    const { name, describe: describes, open: opens } = driverWith({});
    expect(await list(asking({ name, describe: describes, open: opens }))).toBe("UNSUPPORTED");
    expect(await list(asking(driverWith({ sessions: never })))).toBe("INVALID");
  });
});

describe("what was said in a session", () => {
  it("is told from its end, and says that there is more", async () => {
    expect(await read()).toEqual({ t: "session", id, said, earlier: false });
    said = Array.from({ length: 70 }, (_, n) => ({ by: "agent" as const, text: `${n}` }));
    const long = await shown();
    expect([long.earlier, long.said.length, long.said.at(-1)?.text]).toEqual([true, 60, "69"]);
    said = [
      { by: "agent", text: "é".repeat(4_096) },
      { by: "agent", text: " \n" },
    ];
    const [only, ...none] = (await shown()).said;
    expect(none).toEqual([]);
    expect(Buffer.byteLength(only?.text ?? "")).toBeLessThanOrEqual(4_096);
    expect(only?.text).toContain("é".repeat(2_000));
  });

  it("is NOT_FOUND for what is no session of that workspace, and for a workspace that is none", async () => {
    said = undefined;
    expect(await read()).toBe("NOT_FOUND");
    const elsewhere = { t: "session.read", ...about, workspace: "v", session: "s-1" } as const;
    expect(await asking().answer(elsewhere)).toBe("NOT_FOUND");
  });
});

describe("a run", () => {
  it("says when it opens that it goes on with what the desktop began, and only then", async () => {
    const opened = () => on.events().flatMap((event) => (event.t === "run.opened" ? [event] : []));
    await open("s-1");
    await open("s-1");
    await on.submit(phone, phone.open());
    expect(opened().map(({ desktop }) => desktop)).toEqual([true, undefined, undefined]);
  });
});
