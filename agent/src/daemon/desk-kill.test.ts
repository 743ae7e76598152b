// Ending what is under way: all that is asked denied, everything killed, from a phone and at the machine.

import { actionDigest, toBase64url, utf8 } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type DeskUnderTest, agentNames } from "../testing/desk-under-test.ts";
import { type PhonesUnderTest, phonesUnderTest } from "../testing/phones-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";

let phones: PhonesUnderTest;
let on: DeskUnderTest;
beforeEach(async () => {
  phones = await phonesUnderTest();
  on = phones.on;
});
afterEach(() => on.remove());

async function openRun(): Promise<Uint8Array> {
  const opened = on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
  if (typeof opened === "string") throw new Error(opened);
  return opened.run;
}

const outcomes = () =>
  on.events().flatMap((event) => (event.t === "approval.resolved" ? [event.outcome] : []));
const stateOf = (run: Uint8Array) => on.store.runs.byId(run)?.state;

describe("denying all", () => {
  it("of one run stops that one and leaves the others their questions", async () => {
    on.puppet = asksFor(appendLine(), appendLine()).puppet;
    const [one, other] = [await openRun(), await openRun()];
    await on.asked(4);
    const phone = on.addPhone();
    const told = await on.submit(phone, phone.command({ t: "approvals.deny", run: one }));
    expect(told).toEqual([{ state: "running" }, { state: "done" }]);
    expect([stateOf(one), stateOf(other)]).toEqual(["stopped", "waiting"]);
    expect(outcomes()).toEqual(["denied", "denied"]);
    expect(on.store.approvals.pendingCount(other)).toBe(2);
  });

  it("of all runs stops all that asked, and the log says who it was", async () => {
    on.puppet = asksFor(appendLine()).puppet;
    const asking = await openRun();
    await on.asked();
    on.puppet = () => new Promise(() => {});
    const working = await openRun();
    const phone = on.addPhone();
    await on.submit(phone, phone.command({ t: "approvals.deny" }));
    expect([stateOf(asking), stateOf(working)]).toEqual(["stopped", "working"]);
    const device = Buffer.from(phone.id).toString("base64url");
    const denied = on.auditTexts().filter((text) => text.includes('"approval.denied"'));
    expect(denied.map((text): unknown => JSON.parse(text))).toMatchObject([{ device }]);
  });

  it("of a run that is not there says so", async () => {
    const phone = on.addPhone();
    const told = await on.submit(
      phone,
      phone.command({ t: "approvals.deny", run: agentNames.sessionId }),
    );
    expect(told.at(-1)).toEqual({ state: "failed", code: "NOT_FOUND" });
  });
});

describe("the kill switch", () => {
  it.each(["a phone", "the machine"])(
    "at %s ends runs, approvals and sessions in under two seconds",
    async (where) => {
      on.puppet = asksFor(appendLine()).puppet;
      const asking = await openRun();
      await on.asked();
      on.puppet = async ({ perform, folder }) => {
        const rest = { cwd: folder, environment: [], operands: [] };
        await perform({ t: "command", tool: "shell", argv: ["sleep", "60"], ...rest }, "", "");
      };
      const sleeping = await openRun();
      const ask = await on.asked(2);
      on.approvals.answerHere(ask.approval, "approve");
      const isStarted = () => on.auditTexts().some((text) => text.includes('"approval.executed"'));
      await on.until(isStarted, "what was approved to be started");
      const one = await phones.readyPhone({ role: "operator" });
      const other = await phones.readyPhone({ role: "viewer" });
      const begun = performance.now();
      if (where === "the machine") expect(await on.desk.kill("test")).toBe(true);
      else {
        const command = { t: "kill", id: randomBytes(16), exp: on.clock.now() + 1_000 } as const;
        await one.phone.say(command);
      }
      expect(await one.phone.ends()).toBe("shutdown");
      expect(await other.phone.ends()).toBe("shutdown");
      expect(performance.now() - begun).toBeLessThan(2_000);
      expect([stateOf(asking), stateOf(sleeping)]).toEqual(["stopped", "stopped"]);
      expect(outcomes()).toEqual(["approved", "denied"]);
      expect(on.auditTexts().some((text) => text.includes('"what":"killed"'))).toBe(true);
    },
  );

  it("gives up what does not end, and lets nothing begin meanwhile", async () => {
    on.puppet = () => new Promise(() => {});
    const run = await openRun();
    const killed = on.desk.kill("test");
    await on.untilRun(run, "stopping");
    const phone = on.addPhone();
    expect(await on.submit(phone, phone.open())).toEqual([{ state: "failed", code: "BUSY" }]);
    on.clock.advance(1_500);
    expect(await killed).toBe(false);
    expect(stateOf(run)).toBe("indeterminate");
    expect(await on.submit(phone, phone.open())).toMatchObject([{ state: "done" }]);
  });
});

describe("an answer at the machine itself", () => {
  it.each([
    ["approve", "approved", "once\n"],
    ["deny", "denied", undefined],
  ] as const)(
    "to %s counts as %s, and the log says where it was given, and to what",
    async (decision, outcome, ran) => {
      const witness = asksFor(appendLine());
      on.puppet = witness.puppet;
      const run = await openRun();
      const { approval, action } = await on.asked();
      expect(on.approvals.answerHere(approval, decision)).toBeUndefined();
      await on.untilRun(run, "done");
      expect(witness.performed).toMatchObject([{ kind: ran === undefined ? "denied" : "done" }]);
      expect(on.approvals.answerHere(approval, decision)).toBe("ALREADY_RESOLVED");
      const last = on.auditTexts().find((text) => text.includes(`"approval.${outcome}"`)) ?? "";
      const digest = toBase64url(actionDigest(nodePrimitives, utf8(action)));
      expect(JSON.parse(last)).toMatchObject({ by: "machine", action: digest });
      expect(outcomes()).toEqual([outcome]);
    },
  );

  it("after its time has no effect", async () => {
    on.puppet = asksFor(appendLine()).puppet;
    const run = await openRun();
    const { approval, notAfter } = await on.asked();
    on.clock.wall = notAfter;
    expect(on.approvals.answerHere(approval, "approve")).toBe("EXPIRED");
    expect(outcomes()).toEqual(["expired"]);
    await on.untilRun(run, "done");
  });
});
