// Five phones in real sessions, ten answers each, all at once: one counts, and each phone learns which.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Decision, decodeEvent, equalBytes } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agentNames } from "../testing/desk-under-test.ts";
import { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type PhonesUnderTest, phonesUnderTest } from "../testing/phones-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";
import { until } from "../testing/until.ts";
import type { WirePhone } from "../testing/wire-phone.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

const endsSeenBy = (phone: WirePhone) =>
  phone.heard
    .flatMap((message) => (message.t === "event" ? [decodeEvent(message.body)] : []))
    .flatMap((event) => (event?.t === "approval.resolved" ? [event] : []));

/** A phone on the wire that signs with the key that its device is known by. */
async function signingPhone() {
  const { phone, device } = await on.readyPhone({ role: "operator" });
  const signing = new PhoneUnderTest(agentNames, () => on.on.clock.now());
  Object.defineProperty(signing, "id", { value: device.id });
  on.on.folder
    .asSomebodyElse()
    .prepare("UPDATE devices SET identity_key = ? WHERE id = ?")
    .run(signing.identityKey, device.id);
  return { phone, signing };
}

describe("fifty answers of five phones at once", () => {
  it("have one winner, which all five phones learn, and what it decided happens once", async () => {
    on.on.puppet = asksFor(appendLine()).puppet;
    const opened = on.on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
    if (typeof opened === "string") throw new Error(opened);
    const ask = await on.on.asked();
    const five = await Promise.all(Array.from({ length: 5 }, signingPhone));
    const decisions: readonly Decision[] = ["approve", "deny"];
    await Promise.all(
      Array.from({ length: 10 }, (_, round) =>
        five.map(({ phone, signing }, index) =>
          phone.say(signing.answer(ask, decisions[(round + index) % 2] ?? "deny")),
        ),
      ).flat(),
    );
    const outcomes = () =>
      five.flatMap(({ phone }) => phone.heard.filter((message) => message.t === "outcome"));
    await until(() => outcomes().length === 50, "fifty outcomes");
    expect(outcomes().filter(({ state }) => state === "done")).toHaveLength(1);
    expect(outcomes().filter(({ code }) => code === "ALREADY_RESOLVED")).toHaveLength(49);
    await on.on.untilRun(opened.run, "done");
    await until(() => five.every(({ phone }) => endsSeenBy(phone).length === 1), "the end");
    const winner = five.find(({ phone }) =>
      phone.heard.some((message) => message.t === "outcome" && message.state === "done"),
    );
    const [end] = five.flatMap(({ phone }) => endsSeenBy(phone));
    for (const { phone } of five) expect(endsSeenBy(phone)).toEqual([end]);
    expect(end?.device && winner && equalBytes(end.device, winner.signing.id)).toBe(true);
    const ran = join(on.on.workspace.path, "ran");
    const lines = existsSync(ran) ? readFileSync(ran, "utf8") : "";
    expect(lines).toBe(end?.outcome === "approved" ? "once\n" : "");
  });
});
