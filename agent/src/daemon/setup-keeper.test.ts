// What a phone hears of the machine before it opens anything.

import { decodeAgentMessage, encodeAgentMessage } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../platform/manual-clock.ts";
import type { Driver } from "../runs/driver.ts";
import { type PhonesUnderTest, phonesUnderTest } from "../testing/phones-under-test.ts";
import { settled, until } from "../testing/until.ts";
import { SetupKeeper } from "./setup-keeper.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

const setupsHeard = (phone: { heard: readonly { t: string }[] }) =>
  phone.heard.filter(({ t }) => t === "setup");

describe("a phone in a session", () => {
  it("hears what can be opened here, and again when that changes", async () => {
    const { phone } = await on.readyPhone();
    expect(await phone.hears("setup")).toEqual({
      t: "setup",
      workspaces: [{ name: "w", git: false }],
      drivers: [on.on.puppetSetup],
      pushes: true,
      ceiling: "balanced",
      spend: { used: 0, limit: 10_000_000, estimated: false },
    });
    on.on.setup.changed();
    await settled();
    expect(setupsHeard(phone)).toHaveLength(1);
    on.on.workspaces = [...on.on.workspaces, { name: "v", folder: "/v", git: true }];
    on.on.setup.changed();
    await until(() => setupsHeard(phone).length === 2, "the second setup");
    expect(setupsHeard(phone)[1]).toMatchObject({ workspaces: [{ name: "w" }, { name: "v" }] });
  });

  it("hears nothing of it after it has left", async () => {
    const { phone } = await on.readyPhone();
    await phone.hears("setup");
    phone.leave();
    on.on.workspaces = [];
    on.on.setup.changed();
    await settled();
    expect(setupsHeard(phone)).toHaveLength(1);
  });
});

describe("a coding agent", () => {
  const clock = new ManualClock();
  const driver = (itself: Driver["describe"]): Driver => ({
    name: "d",
    describe: itself,
    open: () => Promise.reject(new Error("not here")),
  });
  const keeper = (...drivers: readonly Driver[]) =>
    new SetupKeeper({ clock, drivers, workspaces: () => [], ceiling: () => "strict" });

  it("that cannot say what it is, or does not answer, is shown as unusable with the reason", async () => {
    const setup = keeper(
      driver(() => Promise.reject(new Error("no such program"))),
      driver(() => new Promise(() => {})),
    );
    setup.refresh();
    await settled();
    expect(setup.present).toBeUndefined();
    clock.advance(20_000);
    await settled();
    expect(setup.present?.drivers).toMatchObject([
      { unusable: "no such program" },
      { unusable: expect.stringContaining("did not answer") },
    ]);
    const { present } = setup;
    if (present === undefined) throw new Error("expected a setup");
    expect(decodeAgentMessage(encodeAgentMessage(present))).toEqual(present);
  });

  it("that says more of itself than a phone takes is cut down to that", async () => {
    const long = "x".repeat(3_000);
    const choices = Array.from({ length: 100 }, (_, i) => ({ name: `m${i}`, title: long }));
    const many = [{ name: long, title: "t" }, ...choices];
    const setup = keeper(
      driver(() =>
        Promise.resolve({
          ...on.on.puppetSetup,
          title: long,
          version: long,
          unusable: long,
          models: many,
          modes: many,
        }),
      ),
    );
    setup.refresh();
    await settled();
    const { present } = setup;
    if (present === undefined) throw new Error("expected a setup");
    expect(decodeAgentMessage(encodeAgentMessage(present))).toEqual(present);
    expect(present.drivers[0]?.models[0]?.name).toBe("m0");
  });

  it("leaves room for the others: however many there are, one message holds them all", async () => {
    const choices = Array.from({ length: 64 }, (_, i) => ({ name: `m${i}`, title: "t" }));
    const few = [{ name: "only", title: "t" }];
    const talkative = { ...on.on.puppetSetup, version: "1", unusable: "no", models: choices };
    const all = Array.from({ length: 31 }, () =>
      driver(() => Promise.resolve({ ...talkative, modes: choices })),
    );
    const modest = driver(() => Promise.resolve({ ...talkative, models: few, modes: few }));
    const workspaces = Array.from({ length: 64 }, (_, i) => ({
      name: `w${i}`,
      folder: "/w",
      git: true,
    }));
    const setup = new SetupKeeper({
      clock,
      drivers: [...all, modest],
      workspaces: () => workspaces,
      ceiling: () => "strict",
      spend: () => ({ used: 0, limit: 1, estimated: false }),
    });
    setup.refresh();
    await settled();
    const { present } = setup;
    if (present === undefined) throw new Error("expected a setup");
    expect(decodeAgentMessage(encodeAgentMessage(present))).toEqual(present);
    expect(present.drivers[0]?.models.length).toBeGreaterThan(2);
    expect(present.drivers.at(-1)?.models).toEqual(few);
  });

  it("is looked at again when somebody comes, but not all the time", async () => {
    let looks = 0;
    const setup = keeper(driver(() => Promise.reject(new Error(`${++looks}`))));
    setup.refresh();
    setup.refresh();
    clock.advance(59_999);
    setup.refresh();
    expect(looks).toBe(1);
    clock.advance(1);
    setup.refresh();
    expect(looks).toBe(2);
  });
});
