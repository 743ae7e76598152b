// What a relay gets of a real run, recorded again: it is what the document says, and nothing of what was said.

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { frameType } from "@longrein/protocol/envelope";
import { type Recorded, neverSeen, recordRelayView } from "./relay-view-record.ts";
import { relayView } from "./relay-view-page.ts";

let recorded: Recorded;

beforeAll(async () => {
  recorded = await recordRelayView();
}, 180_000);

/** Tables are laid out anew by the formatter. */
const plain = (text: string) => text.replaceAll(/-{3,}/g, "---").replaceAll(/\s+/g, " ");

test("is what docs/what-the-relay-sees.md says (npm run relay-view -- --write)", () => {
  const page = plain(
    readFileSync(new URL("../docs/what-the-relay-sees.md", import.meta.url), "utf8"),
  );
  const { form } = relayView(recorded);
  for (const text of Object.values(form)) expect(page).toContain(plain(text));
});

test("an approval and a denial are of one length", () => {
  const sealed = recorded.frames.filter(
    ({ leg, fromRelay, bytes }) => leg === "phone" && !fromRelay && bytes[0] === frameType.data,
  );
  expect(sealed.length).toBeGreaterThanOrEqual(4);
  expect(new Set(sealed.map(({ bytes }) => bytes.length))).toEqual(new Set([1 + 512]));
});

test("holds not a word of what was said or done", () => {
  const { requests, upgrades, frames } = recorded;
  const asked = [...requests, ...upgrades].map(({ path, headers, body }) =>
    Buffer.concat([Buffer.from(path + JSON.stringify(headers)), body]),
  );
  const all = Buffer.concat([...asked, ...frames.map(({ bytes }) => bytes)]);
  expect(all.length).toBeGreaterThan(50_000);
  expect(neverSeen.filter((words) => all.includes(words))).toEqual([]);
});
