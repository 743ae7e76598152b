// The audit log as phones read it: in pages, over the wire, each within what a phone takes.

import { type AgentMessage, encodeAgentMessage } from "@longrein/protocol";
import { jsonKeysMax } from "@longrein/protocol/limits";
import { isRecord } from "@longrein/protocol/shape";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type PhonesUnderTest, phonesUnderTest } from "../testing/phones-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { until } from "../testing/until.ts";
import type { WirePhone } from "../testing/wire-phone.ts";

type Page = Extract<AgentMessage, { t: "audit" }>;

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

async function read(phone: WirePhone, from: number): Promise<Page> {
  const isPage = (message: AgentMessage): message is Page => message.t === "audit";
  const before = phone.heard.filter(isPage).length;
  await phone.say({ t: "audit.read", id: randomBytes(16), from, count: 256 });
  await until(() => phone.heard.filter(isPage).length > before || phone.cut, "a page of the log");
  const page = phone.heard.filter(isPage)[before];
  if (page === undefined) throw new Error("expected a page that a phone takes");
  return page;
}

function keysIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + keysIn(each), 0);
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + keysIn(each) + 1, 0);
}

it("reaches a phone whole, however much of it is asked for at once", async () => {
  const { phone } = await on.readyPhone({ role: "owner" });
  const { audit, database } = on.on.store;
  database.transaction(() => {
    for (let i = 0; i < 600; i++) audit.append({ what: "test", number: i }, i);
  });
  const numbers: number[] = [];
  const { size } = audit.head();
  while (numbers.length < size) {
    const page = await read(phone, numbers.length + 1);
    expect(page.size).toBe(size);
    expect(page.entries.length).toBeGreaterThan(0);
    const plain: unknown = JSON.parse(new TextDecoder().decode(encodeAgentMessage(page)));
    expect(keysIn(plain)).toBeLessThanOrEqual(jsonKeysMax);
    numbers.push(...page.entries.map(({ n }) => n));
  }
  expect(numbers).toEqual(Array.from({ length: size }, (_, i) => i + 1));
});
