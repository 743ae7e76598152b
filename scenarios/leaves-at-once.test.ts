// What a phone puts on the wire before it has written it down, and what not. Its vault is made to take what it is
// given and to keep nothing of it, as for a phone that is killed before it has written.

import { afterEach, beforeEach, expect, test } from "vitest";
import { answer, answerWithinMs, pair } from "./demo-phone.ts";
import { type Orchard, type OrchardMachine, startOrchard } from "./orchard-machines.ts";
import { type Phone, openPhone } from "./phone.ts";

const soon = { timeout: answerWithinMs };

let orchard: Orchard;
let barn: OrchardMachine;
let phone: Phone;

beforeEach(async () => {
  orchard = await startOrchard();
  barn = await orchard.addMachine("barn");
  phone = await openPhone();
  await pair(phone, barn);
});

afterEach(async () => {
  await phone.close();
  await orchard.close();
});

const cardOf = (word: string) => phone.page.getByTestId("approval-card").filter({ hasText: word });

test("an answer counts though its phone was killed before it was written down, and once", async () => {
  barn.ask("hayloft");
  await cardOf("hayloft").waitFor(soon);
  await phone.page.evaluate(writeNoMore);
  await answer(phone, "hayloft", "approve");
  await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: done"]);

  await phone.page.reload();
  await phone.page.getByTestId("run-row").filter({ hasText: "Done" }).waitFor(soon);
  expect(await cardOf("hayloft").count()).toBe(0);
  barn.ask("orchard");
  await answer(phone, "orchard", "deny");
  await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: done", "orchard: denied"]);
});

test("an answer that neither arrived nor was written down leaves the approval as it was", async () => {
  const { page } = phone;
  let arrives = true;
  await page.routeWebSocket(/\/v1\/phone/, (socket) => {
    const relay = socket.connectToServer();
    socket.onMessage((message) => arrives && relay.send(message));
  });
  await page.reload();
  barn.ask("hayloft");
  await cardOf("hayloft").waitFor(soon);
  await page.evaluate(writeNoMore);
  arrives = false;
  await answer(phone, "hayloft", "approve");
  await cardOf("hayloft").locator("[data-progress=sent]").waitFor(soon);

  arrives = true;
  await page.reload();
  await answer(phone, "hayloft", "deny");
  await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: denied"]);
});

test("a prompt is written down before it is sent", async () => {
  barn.ask("hayloft");
  await answer(phone, "hayloft", "approve");
  await expect.poll(() => barn.outcomes, soon).toEqual(["hayloft: done"]);
  await phone.page.getByTestId("run-row").click();
  await phone.page.evaluate(writeNoMore);
  await prompt("manger");
  await phone.page.waitForTimeout(2_000);
  expect(await cardOf("manger").count()).toBe(0);

  await phone.page.reload();
  await prompt("stable");
  await cardOf("stable").waitFor(soon);
  expect(await cardOf("manger").count()).toBe(0);
});

async function prompt(words: string): Promise<void> {
  await phone.page.getByTestId("composer").fill(words);
  await phone.page.getByTestId("send").click();
}

/** Runs in the page: what goes to the outbox is taken back, and nobody hears of it. */
function writeNoMore(): void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    const request = put.apply(this, given);
    if (this.name !== "outbox") return request;
    const unheard = (event: Event) => event.stopImmediatePropagation();
    for (const told of ["abort", "error"]) this.transaction.addEventListener(told, unheard);
    this.transaction.abort();
    return request;
  };
}
