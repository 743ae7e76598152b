// A phone that asks and does not read: what waits for it is bounded, and whoever goes on asking is let go.

import { afterEach, beforeEach, expect, it } from "vitest";
import { type PhonesUnderTest, phonesUnderTest } from "../testing/phones-under-test.ts";
import { addRun, randomBytes } from "../testing/rows.ts";
import { settled, until } from "../testing/until.ts";
import type { WirePhone } from "../testing/wire-phone.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

/** Reads nothing, and grants nothing, until it is told to. */
function stopReading(phone: WirePhone): () => void {
  const held: Parameters<WirePhone["deliver"]>[] = [];
  const read = phone.deliver.bind(phone);
  phone.deliver = (...frame) => void held.push(frame);
  return () => {
    phone.deliver = read;
    for (const frame of held) read(...frame);
  };
}

it("a phone that asks for many pieces at once is given a few, and more once it has read them", async () => {
  const { store } = on.on;
  const run = addRun(store);
  const kept = store.database.transaction(() =>
    store.artifacts.keep(run, "log", "x".repeat(250_000), true),
  );
  if (kept === undefined) throw new Error("expected room");
  const { phone } = await on.readyPhone();
  const ask = () => {
    const id = randomBytes(16);
    return phone.say({ t: "artifact.read", id, run, artifact: kept.artifact, offset: 0 });
  };
  const readOn = stopReading(phone);
  for (let i = 0; i < 50; i++) await ask();
  await settled();
  readOn();
  const answers = () => phone.heard.filter(({ t }) => t === "artifact" || t === "unanswered");
  await until(() => answers().length === 50, "all answers");
  const refused = answers().filter((answer) => answer.t === "unanswered");
  expect(refused).toHaveLength(50 - 8);
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["BUSY"]));
  await ask();
  await until(() => answers().length === 51, "one more answer");
  expect(answers().at(-1)).toMatchObject({ t: "artifact", bytes: 250_000 });
});

it("a phone that asks on and never reads is let go", async () => {
  const { phone, device } = await on.readyPhone();
  const feed = `run:${"A".repeat(22)}`;
  const event = { t: "tool.output", item: 1, delta: "x".repeat(8_000) } as const;
  for (let i = 0; i < 100; i++) on.on.store.events.append(feed, event, i);
  const readOn = stopReading(phone);
  await phone.say({ t: "follow", cursor: { feed, seq: 0, chain: new Uint8Array(32) } });
  await settled();
  for (let i = 0; i < 200; i++) await phone.say({ t: "devices.list", id: randomBytes(16) });
  await settled();
  expect(on.phones.present()).toEqual([device.id]);
  for (let i = 0; i < 100; i++) await phone.say({ t: "devices.list", id: randomBytes(16) });
  await until(() => on.phones.present().length === 0, "its end");
  readOn();
  expect(await phone.ends()).toBe("protocol");
});
