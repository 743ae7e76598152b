// How an image goes to the machine: in pieces from where that has got to, and with an end whatever it answers.

import type { QueryAnswer } from "@longrein/protocol";
import { imagePieceBytesMax } from "@longrein/protocol/limits";
import { expect, test } from "vitest";
import type { QueryBody } from "../../state/phone-port.ts";
import { sendImage } from "./send-image.ts";

const id = new Uint8Array(16);
const bytes = new Uint8Array(imagePieceBytesMax * 2 + 5).fill(7);

function machine(answer: (offset: number, length: number) => QueryAnswer | undefined) {
  const offsets: number[] = [];
  const ask = (query: QueryBody) => {
    if (query.t !== "image.put") throw new Error("expected a piece");
    offsets.push(query.offset);
    return Promise.resolve(answer(query.offset, query.piece.length));
  };
  return { ask, offsets };
}

test("all of it goes there in order, and it is named by its digest", async () => {
  const { ask, offsets } = machine((at, length) => ({ t: "image.got", id, bytes: at + length }));
  const image = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  expect(await sendImage({ ask }, bytes)).toEqual({ kind: "sent", image });
  expect(offsets).toEqual([0, imagePieceBytesMax, 2 * imagePieceBytesMax]);
});

test("it goes on from where the machine has got to", async () => {
  const { ask, offsets } = machine(() => ({ t: "image.got", id, bytes: bytes.length }));
  expect((await sendImage({ ask }, bytes)).kind).toBe("sent");
  expect(offsets).toEqual([0]);
});

test("a refusal, a link that breaks, and a machine that takes nothing end it", async () => {
  const refused = machine(() => ({ t: "unanswered", id, code: "BUSY" }));
  expect(await sendImage(refused, bytes)).toEqual({ kind: "failed", code: "BUSY" });
  const lost = machine(() => undefined);
  expect(await sendImage(lost, bytes)).toEqual({ kind: "failed", code: undefined });
  const idle = machine(() => ({ t: "image.got", id, bytes: 0 }));
  expect(await sendImage(idle, bytes)).toEqual({ kind: "failed", code: "INVALID" });
});
