// Images with a prompt: put there by a phone, handed to the coding agent once, refused plainly where it takes none.

import { createHash } from "node:crypto";
import type { Command, OutcomeCode } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { Driver } from "../runs/driver.ts";
import type { PromptImage } from "../runs/prompt-image.ts";
import { DeskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { stateFolder } from "../testing/state-folder.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let seen: (readonly [string, readonly PromptImage[] | undefined])[];
/** Ends the turn that is under way. */
let endTurn: () => void;

const seeing: Driver = {
  name: "seeing",
  images: true,
  describe: () => Promise.reject(new Error("not asked")),
  open: () =>
    Promise.resolve({
      turn: (prompt, _signal, images) => {
        seen.push([prompt, images]);
        return new Promise((resolve) => (endTurn = resolve));
      },
      steer: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    }),
};

beforeEach(async () => {
  seen = [];
  on = new DeskUnderTest(await stateFolder(), await throwAwayFolder("longrein-work-"), undefined, [
    seeing,
  ]);
  phone = on.addPhone();
});
afterEach(() => on.remove());

const failed = (code: OutcomeCode) => [{ state: "failed", code }];
const jpeg = () => Uint8Array.of(0xff, 0xd8, 0xff, ...randomBytes(50));

async function put(bytes = jpeg(), by = phone) {
  const image = new Uint8Array(createHash("sha256").update(bytes).digest());
  const about = { id: randomBytes(16), image, bytes: bytes.length, offset: 0, piece: bytes };
  return { bytes, image, answer: await on.desk.answer(by.id, { t: "image.put", ...about }) };
}
const withImages = (command: Command, ...images: readonly Uint8Array[]) =>
  ({ ...command, images }) as Command;

describe("an image with a prompt", () => {
  it("reaches the coding agent with the run's first prompt, and with a later one that had to wait", async () => {
    const [one, two] = [await put(), await put()];
    expect(one.answer).toMatchObject({ t: "image.got", bytes: 53 });
    const opening = withImages(phone.open({ driver: "seeing" }), one.image, two.image);
    const [told] = await on.submit(phone, opening);
    expect(await on.submit(phone, opening), "given again").toEqual([told]);
    const run = told?.run ?? randomBytes(16);
    await on.until(() => seen.length === 1, "the first turn");
    const third = await put();
    const later = on.submit(phone, withImages(phone.prompt(run, "and this", "queue"), third.image));
    endTurn();
    await on.until(() => seen.length === 2, "the second turn");
    expect((await later).at(-1)).toEqual({ state: "done" });
    const mime = "image/jpeg" as const;
    expect(seen).toEqual([
      [
        "do it",
        [
          { mime, bytes: one.bytes },
          { mime, bytes: two.bytes },
        ],
      ],
      ["and this", [{ mime, bytes: third.bytes }]],
    ]);
    const prompts = on.runEvents(run).filter((event) => event.t === "prompt");
    expect(prompts).toMatchObject([{ images: 2 }, { images: 1 }]);
    endTurn();
    await on.untilRun(run, "done");
  });

  it("is refused by one that takes none, into a turn, and where it is not there", async () => {
    const { image } = await put();
    expect(await on.submit(phone, withImages(phone.open(), image))).toEqual(failed("UNSUPPORTED"));
    const seeingRun = phone.open({ driver: "seeing" });
    expect(await on.submit(phone, withImages(seeingRun, randomBytes(32)))).toEqual(
      failed("NOT_FOUND"),
    );
    const other = on.addPhone();
    const foreign = other.open({ driver: "seeing" });
    expect(await on.submit(other, withImages(foreign, image))).toEqual(failed("NOT_FOUND"));
    const [told] = await on.submit(phone, phone.open({ driver: "seeing" }));
    await on.until(() => seen.length === 1, "the first turn");
    const steer = phone.prompt(told?.run ?? randomBytes(16), "look", "steer");
    expect(await on.submit(phone, withImages(steer, image))).toEqual(failed("UNSUPPORTED"));
    endTurn();
  });

  it("is not taken from a viewer", async () => {
    const { answer } = await put(jpeg(), on.addPhone("viewer"));
    expect(answer).toMatchObject({ t: "unanswered", code: "FORBIDDEN" });
  });
});
