// What is written for a new run: kept until the machine has begun a run with it, whatever comes between. A real
// browser, relay and agent around a coding agent that says what it was given.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, pair } from "./demo-phone.ts";
import { startOrchard } from "./orchard-machines.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
/** Written when the fingers rest. */
const restMs = 1_500;

let phone: Phone;

const prompt = () => phone.page.getByTestId("new-run-prompt");
const openNewRun = () => phone.page.getByTestId("new-run").click(soon);
const rowOf = (words: string) => phone.page.getByTestId("run-row").filter({ hasText: words });
const onFirstPage = () => phone.page.evaluate(() => location.assign("#/"));

describe("a prompt for a new run", () => {
  let agent: AgentHere;

  beforeEach(async () => {
    agent = await startAgentHere({
      drivers: [simpleDriver("picker", () => Promise.resolve())],
      workspace,
    });
    phone = await openPhone();
    await pair(phone, agent);
    await openNewRun();
  });

  afterEach(async () => {
    await phone.close();
    await agent.interrupt();
    expect(phone.complaintsButLostNetwork().join("\n")).toBe("");
  });

  test("is there again when one has left the page, and after a reload, and gone once a run began with it", async () => {
    const { page } = phone;
    await prompt().fill("Prune the pear trees");
    await onFirstPage();
    await openNewRun();
    expect(await prompt().inputValue()).toBe("Prune the pear trees");
    await page.waitForTimeout(restMs);
    await page.reload();
    await expect.poll(() => prompt().inputValue(), soon).toBe("Prune the pear trees");
    await page.getByTestId("start-run").click();
    await rowOf("Prune the pear trees").waitFor(soon);
    await openNewRun();
    expect(await prompt().inputValue()).toBe("");
    await page.reload();
    await prompt().waitFor(soon);
    await page.waitForTimeout(restMs);
    expect(await prompt().inputValue(), "nor is it kept").toBe("");
  });

  test("is not there while it waits for the connection, and there again if it was refused", async () => {
    const { page } = phone;
    await prompt().fill("Prune the pear trees");
    await page.getByTestId("new-run-profile").selectOption("balanced");
    await page.context().setOffline(true);
    await page.locator("[data-testid=link-status]:not([data-link=ready])").waitFor(soon);
    await page.getByTestId("start-run").click();
    await page.getByText("Waiting for the connection").waitFor(soon);
    await openNewRun();
    expect(await prompt().inputValue()).toBe("");
    await onFirstPage();
    agent.daemon.ceiling.set("machine", "strict");
    await page.context().setOffline(false);
    await page.getByText("the rules set at the machine do not allow it").waitFor(soon);
    await page.getByTestId("edit-request").click();
    expect(await prompt().inputValue()).toBe("Prune the pear trees");
    await page.getByTestId("start-run").click();
    await rowOf("Prune the pear trees").waitFor(soon);
    expect(await page.getByTestId("edit-request").count()).toBe(0);
  });

  test("that was refused stands before what was begun since", async () => {
    const { page } = phone;
    await prompt().fill("Prune the pear trees");
    await page.getByTestId("new-run-profile").selectOption("balanced");
    await page.context().setOffline(true);
    await page.locator("[data-testid=link-status]:not([data-link=ready])").waitFor(soon);
    await page.getByTestId("start-run").click();
    await openNewRun();
    await prompt().fill("Water the beans");
    agent.daemon.ceiling.set("machine", "strict");
    await page.context().setOffline(false);
    await onFirstPage();
    await page.getByTestId("edit-request").click(soon);
    await expect
      .poll(() => prompt().inputValue(), soon)
      .toBe("Prune the pear trees\n\nWater the beans");
    await onFirstPage();
    expect(await page.getByTestId("edit-request").count()).toBe(0);
  });
});

test("what was written for one machine goes along to the one that is chosen instead", async () => {
  const orchard = await startOrchard();
  phone = await openPhone();
  try {
    for (const name of ["press", "barn"]) await pair(phone, await orchard.addMachine(name));
    await openNewRun();
    await prompt().fill("Mend the fence");
    await phone.page.getByTestId("new-run-machine").selectOption({ label: "barn" });
    await expect.poll(() => prompt().inputValue(), soon).toBe("Mend the fence");
    await phone.page.waitForTimeout(restMs);
    await phone.page.reload();
    await expect.poll(() => prompt().inputValue(), soon).toBe("Mend the fence");
    await phone.page.getByTestId("new-run-machine").selectOption({ label: "press" });
    await expect.poll(() => prompt().inputValue(), soon).toBe("Mend the fence");
    await phone.page.getByTestId("new-run-machine").selectOption({ label: "barn" });
    await expect
      .poll(() => prompt().inputValue(), { ...soon, message: "once, wherever it is" })
      .toBe("Mend the fence");
  } finally {
    await phone.close();
    await orchard.close();
  }
});
