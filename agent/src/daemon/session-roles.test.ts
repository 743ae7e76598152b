// Phones of all rights say everything that a phone can say, in a real session: what they get is what the table says.

import { type PhoneMessage, type Rights, roles } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { phoneMessages } from "../../../protocol/src/testing/one-of-each-message.ts";
import { authorise } from "../policy/authorise.ts";
import { type PhonesUnderTest, phonesUnderTest } from "../testing/phones-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { settled, until } from "../testing/until.ts";
import type { WirePhone } from "../testing/wire-phone.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

/** Whether it was refused for who said it; what else became of it is another matter. */
async function isRefused(phone: WirePhone, message: PhoneMessage): Promise<boolean> {
  if (!("id" in message)) {
    await phone.say(message);
    await settled();
    return phone.cut;
  }
  const id = randomBytes(16);
  const exp = on.on.clock.now() + 1_000;
  await phone.say({ ...message, id, ...("exp" in message ? { exp } : {}) });
  const answer = () =>
    phone.heard.find(
      (heard) => "id" in heard && Buffer.from(heard.id).equals(id) && !isUnderWay(heard),
    );
  await until(() => answer() !== undefined || phone.cut, `an answer to ${message.t}`);
  const heard = answer();
  return heard !== undefined && "code" in heard && heard.code === "FORBIDDEN";
}

const { "approval.answer": denial, ...others } = phoneMessages;
const { words: _words, scope: _scope, ...deny } = denial;
/** Everything, and of an answer every verb. */
const sayings: readonly PhoneMessage[] = [
  ...Object.values(others),
  deny,
  { ...deny, words: "rather that" },
  { ...deny, decision: "approve" },
  { ...deny, decision: "approve", scope: "run" },
];

const allRights = roles.flatMap((role): Rights[] => [
  { role },
  { role, approver: true },
  { role, approver: false },
]);

const isUnderWay = (heard: object) => "state" in heard && heard.state === "running";

describe("in a session", () => {
  it.each(allRights)(
    "a phone with the rights %j gets what the table says of each message",
    async (rights) => {
      for (const message of sayings) {
        const { phone } = await on.readyPhone(rights);
        // Of others there are enough, so that nothing is refused for being about the last of them.
        const refused = await isRefused(phone, message);
        expect([message.t, refused]).toEqual([message.t, !authorise(rights, message)]);
        phone.leave();
      }
    },
  );

  it("a message of a kind that nobody knows does nothing, and is not answered", async () => {
    const { phone } = await on.readyPhone({ role: "owner" });
    const before = [on.on.events(), on.on.auditTexts()];
    const unknown = { v: 1, t: "shell.run", id: "AAAAAAAAAAAAAAAAAAAAAA", exp: 1, argv: ["true"] };
    await phone.sayBytes(new TextEncoder().encode(JSON.stringify(unknown)));
    await settled();
    expect([on.on.events(), on.on.auditTexts()]).toEqual(before);
    expect(phone.heard.some(({ t }) => t === "outcome" || t === "unanswered")).toBe(false);
  });

  it("a role that is taken away is gone for the next message", async () => {
    const { phone, device } = await on.readyPhone({ role: "owner" });
    on.on.store.devices.setRights(device.id, { role: "viewer" });
    expect(await isRefused(phone, phoneMessages["devices.list"])).toBe(true);
    expect(await isRefused(phone, phoneMessages["run.open"])).toBe(true);
  });
});
