// What a phone approves for a whole run: offered where policy allows it, signed for, listed, and never wider or longer
// than it was said.

import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type AgentEvent,
  type ApprovalAsk,
  type OutcomeCode,
  actionDigest,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { grantLifetimeMs, grantsPerRunMax } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type DeskUnderTest, type PuppetRun, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type WishOf, appendLine, asksFor, editFile } from "../testing/puppets.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let run: Uint8Array;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone("owner");
});
afterEach(() => on.remove());

const failed = (code: OutcomeCode) => [{ state: "failed", code }];
const done = [{ state: "done" }];
const ran = () => readFileSync(join(on.workspace.path, "ran"), "utf8");
type Grant = Extract<AgentEvent, { t: "grant.made" | "grant.used" | "grant.ended" }>;
const told = () =>
  on.runEvents(run).filter((event): event is Grant => event.t.startsWith("grant."));
const kinds = () => told().map((event) => (event.t === "grant.ended" ? event.why : event.t));
const audited = (what: string) =>
  on
    .auditTexts()
    .filter((text) => text.includes(`"${what}"`))
    .map((text): unknown => JSON.parse(text));
const forRun = (ask: ApprovalAsk) =>
  on.submit(phone, phone.answer(ask, "approve", { scope: "run" }));

/** Each prompt asks for the next of these, one after the other. */
async function begin(...wishes: readonly WishOf[]): Promise<ApprovalAsk> {
  const left = [...wishes];
  on.puppet = async (puppet: PuppetRun) => {
    const next = left.shift();
    if (next !== undefined) await puppet.perform(await next(puppet), "a title", "");
  };
  const [opened] = await on.submit(phone, phone.open());
  run = opened?.run ?? new Uint8Array();
  return on.asked();
}

async function goOn(): Promise<void> {
  await on.untilRun(run, "done", "stopped");
  await on.submit(phone, phone.prompt(run));
}

/** The next prompt is asked about: nothing went ahead. */
async function isAskedAgain(number = 2): Promise<void> {
  await goOn();
  await on.asked(number);
}

describe("what is approved for the run", () => {
  it("goes ahead again without asking, and each time the feed and the log say because of what", async () => {
    const ask = await begin(appendLine(), appendLine(), appendLine());
    expect(ask.forRun).toBe(true);
    expect(await forRun(ask)).toEqual(done);
    await goOn();
    await goOn();
    await on.untilRun(run, "done");
    expect([ran(), on.asks().length]).toEqual(["once\nonce\nonce\n", 1]);
    expect(kinds()).toEqual(["grant.made", "grant.used", "grant.used"]);
    expect(told()[0]).toMatchObject({
      approval: ask.approval,
      device: phone.id,
      what: "echo once >> ran",
    });
    const names = { approval: toBase64url(ask.approval), run: toBase64url(run) };
    expect(audited("approval.approved")).toMatchObject([{ scope: "run" }]);
    const action = toBase64url(actionDigest(nodePrimitives, utf8(ask.action)));
    expect(audited("grant.used")).toMatchObject([
      { ...names, action },
      { ...names, action },
    ]);
    expect(on.store.audit.verify().kind).toBe("whole");
  });

  it("is for edits the same file, whatever is in it, and no other file", async () => {
    await writeFile(join(on.workspace.path, "a.txt"), "one\n");
    await writeFile(join(on.workspace.path, "b.txt"), "one\n");
    const edits = [
      editFile("a.txt", "two\n"),
      editFile("a.txt", "three\n"),
      editFile("b.txt", "2\n"),
    ];
    await forRun(await begin(...edits));
    await goOn();
    await isAskedAgain();
    expect(readFileSync(join(on.workspace.path, "a.txt"), "utf8")).toBe("three\n");
    expect(readFileSync(join(on.workspace.path, "b.txt"), "utf8")).toBe("one\n");
  });

  it("is for a command the very same one, and asks about another", async () => {
    await forRun(await begin(appendLine(), appendLine("ran ")));
    await isAskedAgain();
    expect(ran()).toBe("once\n");
  });

  it("holds in its own run alone", async () => {
    await forRun(await begin(appendLine()));
    await on.untilRun(run, "done");
    on.puppet = asksFor(appendLine()).puppet;
    await on.submit(phone, phone.open());
    expect((await on.asked(2)).run).not.toEqual(run);
  });
});

describe("an approval for the run is not taken", () => {
  const rm: WishOf = ({ folder }) => ({
    t: "command",
    tool: "shell",
    argv: ["rm", "-rf", "x"],
    cwd: folder,
    environment: [],
    operands: [],
  });

  it("where it was not offered: of high risk, in a strict run, of what is only displayed", async () => {
    const ask = await begin(rm);
    expect([ask.risk.level, ask.forRun]).toEqual(["high", undefined]);
    expect(await forRun(ask)).toEqual(failed("FORBIDDEN"));
    on.puppet = asksFor(appendLine()).puppet;
    await on.submit(phone, phone.open({ profile: "strict" }));
    expect(await forRun(await on.asked(2))).toEqual(failed("FORBIDDEN"));
    on.puppet = async (puppet) => {
      const asking = { title: "", says: "", item: 1, approvals: "displayed" as const };
      const wish = appendLine()(puppet);
      await puppet.ask({ ...asking, wish, signal: puppet.signal });
    };
    await on.submit(phone, phone.open());
    expect(await forRun(await on.asked(3))).toEqual(failed("FORBIDDEN"));
  });

  it("where the device has signed for once, or for no", async () => {
    const ask = await begin(appendLine());
    const { signature } = phone.answer(ask, "approve");
    const turned = phone.answer(ask, "approve", { scope: "run", signature });
    expect(await on.submit(phone, turned)).toEqual(failed("SIGNATURE"));
    const denial = { ...phone.answer(ask, "deny"), scope: "run" as const };
    expect(await on.submit(phone, denial)).toEqual(failed("FORBIDDEN"));
    expect(on.store.grants.open()).toEqual([]);
  });

  it("where as many hold already as somebody can look through", async () => {
    const ask = await begin(appendLine());
    for (let n = 0; n < grantsPerRunMax; n++) {
      const approval = new Uint8Array(16).fill(n);
      on.store.grants.add({ approval, run, device: phone.id, notAfter: 1 });
    }
    expect(await forRun(ask)).toEqual(failed("BUSY"));
  });
});

describe("what was approved for the run ends", () => {
  it("when somebody withdraws it, once", async () => {
    const ask = await begin(appendLine(), appendLine());
    await forRun(ask);
    await on.untilRun(run, "done");
    const withdraw = () => phone.command({ t: "grant.withdraw", run, approval: ask.approval });
    expect(await on.submit(phone, withdraw())).toEqual(done);
    expect(await on.submit(phone, withdraw())).toEqual(failed("NOT_FOUND"));
    await isAskedAgain();
    expect(told().at(-1)).toMatchObject({ t: "grant.ended", why: "withdrawn", device: phone.id });
    expect(audited("grant.ended")).toMatchObject([
      { why: "withdrawn", uses: 0, device: toBase64url(phone.id) },
    ]);
  });

  it("with the run: when it is stopped, when everything is killed, when the agent starts anew", async () => {
    await forRun(await begin(appendLine()));
    await on.untilRun(run, "done");
    on.puppet = ({ signal }) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    await goOn();
    await on.submit(phone, phone.stop(run));
    expect(kinds()).toEqual(["grant.made", "run"]);
    await forRun(await begin(appendLine()).then(() => on.asked(2)));
    await on.untilRun(run, "done");
    await on.desk.kill("a test");
    expect(kinds()).toEqual(["grant.made", "run"]);
    on.store.grants.add({ approval: new Uint8Array(16), run, device: phone.id, notAfter: 9e15 });
    on = on.restarted();
    expect(on.store.grants.open()).toEqual([]);
  });

  it("when its time is up", async () => {
    await forRun(await begin(appendLine(), appendLine(), appendLine()));
    await on.untilRun(run, "done");
    on.clock.advance(grantLifetimeMs - 1);
    await goOn();
    await on.untilRun(run, "done");
    expect(on.asks()).toHaveLength(1);
    on.clock.advance(1);
    await isAskedAgain();
    expect(kinds()).toEqual(["grant.made", "grant.used", "time"]);
  });

  it.each(["revoked", "a viewer now", "no approver any more"])(
    "when the device that approved it is %s: at once, and for good",
    async (how) => {
      const other = phone;
      const ask = await begin(appendLine(), appendLine());
      phone = on.addPhone();
      await forRun(ask);
      if (how === "revoked") on.devices.revoke("machine", phone.id);
      else if (how === "a viewer now") on.devices.setRole("machine", phone.id, "viewer");
      else on.devices.setRole("machine", phone.id, "operator", false);
      expect(kinds()).toEqual(["grant.made", "device"]);
      on.devices.setRole("machine", phone.id, "operator", true);
      phone = other;
      await isAskedAgain();
      expect(kinds()).toEqual(["grant.made", "device"]);
    },
  );

  it("when the run may do less: a ceiling that falls to strict ends it for good", async () => {
    await forRun(await begin(appendLine(), appendLine(), appendLine()));
    await on.untilRun(run, "done");
    on.ceiling.set("machine", "strict");
    await isAskedAgain();
    expect(kinds()).toEqual(["grant.made", "rules"]);
    await on.submit(phone, phone.answer(await on.asked(2), "approve"));
    on.ceiling.set("machine", "balanced");
    await isAskedAgain(3);
  });
});
