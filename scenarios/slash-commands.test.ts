// Commands of the coding agent's own, offered while one is typed: with a real browser, relay and agent around it.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { Driver } from "../agent/src/runs/driver.ts";
import { startAgentHere } from "./agent-here.ts";
import { answerWithinMs, openDemoRun, pair, transcript } from "./demo-phone.ts";
import type { Longrein } from "./longrein.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleSetup } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };

/** Says what it was given, word for word. */
const echo: Driver = {
  name: "echo",
  describe: () => Promise.resolve(simpleSetup("echo", { commands: ["prune", "plant"] })),
  open: (run) => {
    run.inSession("garden");
    run.emit({
      t: "commands",
      commands: [
        { name: "prune", says: "Cuts what is too long", hint: "[tree]" },
        { name: "plant", says: "Puts something into the ground" },
        { name: "water" },
      ],
    });
    return Promise.resolve({
      turn: (prompt) => {
        const delta = `Given: ${prompt}.`;
        run.emit({ t: "text", item: run.nextItem(), role: "answer", delta });
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  },
};

let longrein: Longrein;
let phone: Phone;
beforeEach(async () => {
  longrein = await startAgentHere({
    drivers: [echo],
    workspace,
    onPaired: ({ runs }) => {
      runs.open({ workspace, driver: echo.name, prompt: { text: "hello" } });
    },
  });
  phone = await openPhone();
  await pair(phone, longrein);
});

afterEach(async () => {
  await phone.close();
  await longrein.interrupt();
  expect(phone.complaints).toEqual([]);
});

test("a slash offers the agent's own commands, and the one that is chosen is given as it is called", async () => {
  const { page } = phone;
  await openDemoRun(phone);
  const field = page.getByTestId("composer");
  const offered = page.getByTestId("slash-command");
  await field.fill("/");
  await expect.poll(() => offered.count(), soon).toBe(3);
  expect(await offered.first().innerText()).toContain("Cuts what is too long");
  await field.fill("/p");
  await expect.poll(() => offered.count(), soon).toBe(2);
  await offered.first().click();
  expect(await field.inputValue()).toBe("/prune ");
  expect(await offered.count(), "nothing more to choose").toBe(0);
  await field.pressSequentially("the pear");
  await page.getByTestId("send").click();
  await expect.poll(() => transcript(phone), soon).toContain("Given: /prune the pear.");
});

test("a new run is begun with a command that is known before", async () => {
  const { page } = phone;
  await page.getByTestId("new-run").click(soon);
  await page.getByTestId("new-run-prompt").fill("/pl");
  await page.getByTestId("slash-command").click(soon);
  expect(await page.getByTestId("new-run-prompt").inputValue()).toBe("/plant ");
});
