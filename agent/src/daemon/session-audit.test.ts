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

function addEntries(count: number): void {
  const { audit, database } = on.on.store;
  database.transaction(() => {
    for (let i = 0; i < count; i++)
      audit.append({ what: "run.done", number: i, why: "x".repeat(100) }, i);
  });
}

function keysIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + keysIn(each), 0);
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + keysIn(each) + 1, 0);
}

it("reaches a phone whole, however much of it is asked for at once", async () => {
  const { phone } = await on.readyPhone({ role: "owner" });
  addEntries(600);
  const numbers: number[] = [];
  const { size } = on.on.store.audit.head();
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

it("does not keep waiting what is said meanwhile, however many pages are asked for ahead", async () => {
  const { phone } = await on.readyPhone({ role: "owner" });
  addEntries(1_200);
  for (let page = 0; page < 6; page++) {
    await phone.say({ t: "audit.read", id: randomBytes(16), from: 1 + 199 * page, count: 199 });
  }
  await phone.say({ t: "devices.list", id: randomBytes(16) });
  const pages = () => phone.heard.filter(({ t }) => t === "audit").length;
  await until(() => pages() === 6 || phone.cut, "all pages");
  expect(phone.heard.findIndex(({ t }) => t === "devices")).toBeLessThan(
    phone.heard.findLastIndex(({ t }) => t === "audit"),
  );
  expect(phone.heard.some(({ t }) => t === "devices")).toBe(true);
});
