// What a phone is told of a machine: its coding agents, its money, its rules; and how an owner has more asked there.

import { afterEach, beforeEach, expect, test } from "vitest";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { enterLink, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver, simpleSetup } from "./simple-driver.ts";

const soon = { timeout: 30_000 };
const workspace = "orchard";
const million = 1_000_000;

let agent: AgentHere;
let phone: Phone;

/** Its prompt is what it costs, in dollars. */
const picker = simpleDriver("picker", (run, prompt) => {
  const cost = Number(prompt) * million;
  const context = { contextUsed: 30_000, contextMax: 200_000 };
  run.emit({ t: "usage", input: 1, output: 1, cost, ...context, at: Date.now() });
  return Promise.resolve();
});
const away = {
  ...simpleDriver("sower", () => Promise.resolve()),
  describe: () =>
    Promise.resolve(simpleSetup("sower", { version: "2.1", unusable: "it is not logged in" })),
};

beforeEach(async () => {
  const described = () => Promise.resolve(simpleSetup("picker", { version: "1.4.0" }));
  agent = await startAgentHere({
    drivers: [{ ...picker, describe: described }, away],
    workspace,
    role: "owner",
  });
  phone = await openPhone();
  await enterLink(phone, agent);
  agent.type(await shownCode(phone));
  await phone.page.getByTestId("new-run").waitFor(soon);
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
});

const open = (page: string) => phone.page.evaluate((to) => location.assign(`#/${to}`), page);
const spend = (dollars: string) =>
  agent.daemon.runs.open({ workspace, driver: "picker", prompt: { text: dollars } });
const notices = () => phone.page.locator(".notice-line").allInnerTexts();

test("coding agents are there with their versions, and with why one cannot be used", async () => {
  await open("device");
  const agents = phone.page.getByTestId("coding-agents").getByRole("listitem");
  await expect
    .poll(() => agents.allInnerTexts(), soon)
    .toEqual([
      "Picker 1.4.0",
      expect.stringMatching(/^Sower 2\.1\s+cannot be used: it is not logged in$/),
    ]);
});

test("what was spent stands with its limit, and is said on the first page from four fifths on", async () => {
  await open("device");
  const spent = () => phone.page.getByTestId("spent").innerText();
  await expect.poll(spent, soon).toBe("$0.00 of $10.00, 0%");
  spend("5");
  await expect.poll(spent, soon).toBe("$5.00 of $10.00, 50%");
  await open("");
  expect(await notices()).toEqual([]);
  spend("3.5");
  await expect
    .poll(notices, soon)
    .toEqual([expect.stringContaining("85% of the $10.00 for 24 hours")]);
  spend("2");
  await expect.poll(notices, soon).toEqual([expect.stringContaining("new turns are refused")]);
});

test("what a run has cost and how full its context is stands on its page", async () => {
  const { page } = phone;
  spend("1.25");
  await page.getByTestId("run-row").click(soon);
  const meter = () => page.getByTestId("run-meter").innerText();
  await expect.poll(meter, soon).toBe("15% context · $1.25");
  await page.getByTestId("composer").fill("0.5");
  await page.getByTestId("send").click();
  await expect.poll(meter, soon).toBe("15% context · $1.75");
});

test("an owner has more asked, after it was said what changes and that only the machine takes it back", async () => {
  const { page } = phone;
  await open("device");
  const ceiling = page.getByTestId("ceiling");
  await expect.poll(() => ceiling.innerText(), soon).toContain("Balanced");
  await page.getByTestId("lower-strict").click();
  const question = page.getByTestId("lower-question");
  expect(await question.innerText()).toMatch(
    /High risk is approved at the machine alone[^]*longrein policy set balanced/,
  );
  await page.getByTestId("lower-sure").click();
  await expect.poll(() => ceiling.getByRole("button").count(), soon).toBe(0);
  expect(await ceiling.innerText()).toContain("Strict");

  for (const { device } of agent.daemon.devices.list())
    agent.daemon.devices.setRole("machine", device, "operator");
  await expect.poll(() => page.locator("main dd").nth(1).innerText(), soon).not.toContain("manage");
  expect(await ceiling.innerText()).toMatch(/An owner’s phone[^]*longrein policy set/);
  expect(phone.complaints).toEqual([]);
});
