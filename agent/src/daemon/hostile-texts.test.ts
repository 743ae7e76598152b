// The corpus of texts that want to be misread, from the wish through frozen bytes, the phone's copy, its
// signature and the audit log to what a real program gets and what a real file holds.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  actionDigest,
  decodeEvent,
  encodeAgentMessage,
  decodeAgentMessage,
  readAction,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import { hostileTexts } from "../testing/hostile-texts.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type WishOf, asksFor } from "../testing/puppets.ts";
import { sha256 } from "../platform/files.ts";
import { makeDiff } from "../runs/make-diff.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
});
afterEach(() => on.remove());

/** Opens a run that wants this, and approves what the phone was sent, as the phone reads it. */
async function approved(...wishes: readonly WishOf[]) {
  const witness = asksFor(...wishes);
  on.puppet = witness.puppet;
  const [told] = await on.submit(phone, phone.open());
  if (told?.run === undefined) throw new Error("expected a run");
  const ask = await on.asked();
  const start = { feed: "inbox", seq: 0, chain: new Uint8Array(32) };
  const bodies = on.desk.readFeed(start, undefined, 10_000).events.map(({ body }) => body);
  const body = bodies.findLast((each) => each.includes('"approval.asked"'));
  const wire = encodeAgentMessage({ t: "event", feed: "inbox", seq: 1, body: body ?? "" });
  const message = decodeAgentMessage(wire);
  const seen = message?.t === "event" ? decodeEvent(message.body) : undefined;
  if (seen?.t !== "approval.asked") throw new Error("expected a question");
  expect(seen.ask).toEqual(ask);
  expect(await on.submit(phone, phone.answer(seen.ask, "approve"))).toEqual([{ state: "done" }]);
  await on.untilRun(told.run, "done");
  expect(witness.performed).toMatchObject([{ kind: "done" }]);
  return ask;
}

function expectInLog(action: string): void {
  const digest = toBase64url(actionDigest(nodePrimitives, utf8(action)));
  expect(on.auditTexts().some((text) => text.includes(digest))).toBe(true);
}

describe("a text that wants to be misread", () => {
  it("comes in more than sixty kinds, each of its own", () => {
    expect(new Set(hostileTexts.map(([, text]) => text)).size).toBe(hostileTexts.length);
    expect(hostileTexts.length).toBeGreaterThanOrEqual(60);
  });

  it.each(hostileTexts)("is signed and run to the byte: %s", async (_, text) => {
    const printing = ["/bin/sh", "-c", 'printf %s "$1" > got', "sh"];
    const ask = await approved(({ folder }) => ({
      t: "command",
      tool: "shell",
      argv: [...printing, text],
      cwd: folder,
      environment: [],
      operands: [],
    }));
    const action = readAction(utf8(ask.action));
    expect(action.t === "command" && action.argv?.at(-1)).toBe(text);
    expect(readFileSync(join(on.workspace.path, "got"))).toEqual(Buffer.from(text));
    expectInLog(ask.action);
  });

  it.each(hostileTexts)("is signed and written to the byte: %s", async (_, text) => {
    const ask = await approved(({ folder }) => {
      const after = `${text}\n`;
      const change = {
        path: "written",
        after: sha256(utf8(after)),
        diff: makeDiff("", after),
      };
      return { t: "edit", tool: "edit", root: folder, changes: [change] };
    });
    const written = join(on.workspace.path, "written");
    expect(readFileSync(written)).toEqual(Buffer.from(`${text}\n`));
    expectInLog(ask.action);
  });
});
