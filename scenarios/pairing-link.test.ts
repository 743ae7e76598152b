// What becomes of a pairing link between its opening and the check code: loaded anew, used, replaced by another. A real
// browser, relay and agent.

import { afterEach, beforeEach, expect, test } from "vitest";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, enterLink, pair, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const soon = { timeout: answerWithinMs };

let agent: AgentHere;
let phone: Phone;

beforeEach(async () => {
  agent = await startAgentHere({
    drivers: [simpleDriver("picker", () => Promise.resolve())],
    workspace: "orchard",
  });
  phone = await openPhone();
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  expect(phone.complaints).toEqual([]);
});

const secret = () => agent.started.pairingLink.split("#1")[1] ?? "";
const held = () => phone.page.getByText("Pairing link received");
const heldInTab = () => phone.page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
const failure = (reason: string) =>
  phone.page.locator(`[data-testid=pairing-failure][data-reason=${reason}]`);

test("a link that was opened is still there when the page is loaded anew, and nowhere once it was used", async () => {
  const { page } = phone;
  await page.goto(agent.started.pairingLink);
  await held().waitFor(soon);
  await page.reload();
  await held().waitFor(soon);
  expect(page.url()).not.toContain(secret());
  await page.getByTestId("device-name").fill("Scenario phone");
  await page.getByTestId("pair-button").click();
  const code = await shownCode(phone);
  expect(await heldInTab()).not.toContain(secret());
  agent.type(code);
  await page.getByTestId("new-run").waitFor(soon);
  await page.reload();
  await page.getByTestId("new-run").waitFor(soon);
  expect(await page.getByTestId("pairing-failure").count()).toBe(0);
});

test("a link that somebody puts away, and one whose time is over, is not there again", async () => {
  const { page } = phone;
  await page.goto(agent.started.pairingLink);
  await page.getByRole("button", { name: "Use another link" }).click();
  await page.getByTestId("paste-link").waitFor();
  expect(await heldInTab()).not.toContain(secret());
  await page.reload();
  await page.getByTestId("paste-link").waitFor(soon);
  await page.goto(agent.started.pairingLink);
  await held().waitFor(soon);
  await page.clock.setSystemTime(Date.now() + 301_000);
  await page.reload();
  await page.getByTestId("paste-link").waitFor(soon);
});

test("a page that is loaded anew while its code is shown says that the link is used up", async () => {
  const { page } = phone;
  await enterLink(phone, agent);
  await shownCode(phone);
  await page.reload();
  await failure("broken-off").waitFor(soon);
  expect(await failure("broken-off").innerText()).toContain("A link works once");
  expect(await held().count()).toBe(0);
  await page.goto(agent.newLink("operator"));
  await held().waitFor(soon);
  expect(await page.getByTestId("pairing-failure").count()).toBe(0);
});

test("a second phone is told that a link was used, and one with an older link that it no longer works", async () => {
  await pair(phone, agent);
  const second = await openPhone();
  const told = (reason: string) => second.page.locator(`[data-reason=${reason}]`).waitFor(soon);
  try {
    await enterLink(second, agent);
    await told("used");
    agent.newLink("operator");
    await second.page.goto("about:blank");
    await enterLink(second, agent);
    await told("expired");
    const words = await second.page.getByTestId("pairing-failure").innerText();
    expect(words).toContain("This link no longer works");
    expect(second.complaints).toEqual([]);
  } finally {
    await second.close();
  }
});
