// A phone whose home has seen much: long lists stay short, runs are found in them, what went on unseen is marked, and
// of many approvals few are open and none is out of reach.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DriverRun } from "../agent/src/runs/driver.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, enterLink, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const past = 90;
const asking = 6;

let agent: AgentHere;
let phone: Phone;
const outcomes: string[] = [];

/** "ask …" asks whether that may be printed; all else is done at once. */
const turn = async (run: DriverRun, prompt: string): Promise<void> => {
  if (!prompt.startsWith("ask")) return;
  const argv = ["echo", prompt];
  const wish = { tool: "shell", argv, cwd: run.folder, environment: [], operands: [] };
  const performed = await run.perform({ t: "command", ...wish }, prompt, "It has to be said.");
  outcomes.push(performed.kind);
};

const open = (text: string, driver = "picker") => {
  const opened = agent.daemon.runs.open({ workspace, driver, prompt: { text } });
  if (typeof opened === "string") throw new Error(`expected a run, got ${opened}`);
  return opened.run;
};

beforeAll(async () => {
  agent = await startAgentHere({
    drivers: [simpleDriver("picker", turn), simpleDriver("sower", turn)],
    workspace,
    role: "operator",
  });
  for (let number = 0; number < past; number++) {
    open(`Prune tree ${number}`, number % 3 === 0 ? "sower" : "picker");
    if (number % 6 === 5) await new Promise((done) => setTimeout(done, 50));
  }
  phone = await openPhone();
  await enterLink(phone, agent);
  agent.type(await shownCode(phone));
  await rows().nth(24).waitFor(soon);
});

afterAll(async () => {
  await phone.close();
  await agent.interrupt();
});

const rows = () => phone.page.getByTestId("run-row");
const elements = () => phone.page.evaluate(() => document.querySelectorAll("*").length);
const found = () => phone.page.getByTestId("found-runs").innerText();

describe("home after much work", () => {
  test("lists runs in groups, a page of the earlier ones at a time", async () => {
    const { page } = phone;
    await expect.poll(() => page.locator("#earlier").innerText(), soon).toMatch(/Earlier\s*90/);
    await page.getByTestId("earlier-pages").getByText("1 to 25 of 90").waitFor(soon);
    expect(await elements()).toBeLessThan(600);
    for (const shown of ["26 to 50 of 90", "51 to 75 of 90", "76 to 90 of 90"]) {
      await page.getByTestId("show-earlier").click();
      await page.getByTestId("earlier-pages").getByText(shown).waitFor(soon);
    }
    expect(await rows().count()).toBe(15);
    expect(await rows().last().innerText()).toContain("Prune tree 0");
    expect(await page.getByTestId("show-earlier").isDisabled()).toBe(true);
    expect(
      await page.locator("#earlier").evaluate((head) => head.getBoundingClientRect().top),
    ).toBeGreaterThanOrEqual(0);
  });

  test("finds a run by a word, by state and by agent, and still shows what was found when one comes back", async () => {
    const { page } = phone;
    await page.getByTestId("find-runs").fill("TREE 7");
    await expect.poll(found, soon).toBe("18 runs of 90");
    await page.getByTestId("of-agent").selectOption("sower");
    await expect.poll(found, soon).toBe("6 runs of 90");
    await rows().filter({ hasText: "Prune tree 75" }).click();
    await page.getByTestId("transcript").waitFor(soon);
    await page.goBack();
    await expect.poll(() => rows().count(), soon).toBe(6);
    expect(await page.getByTestId("find-runs").inputValue()).toBe("TREE 7");
    await page.getByTestId("find-runs").fill("no such tree");
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => rows().count(), soon).toBe(25);
  });

  test("marks a run that went on unseen, by a word, until it was opened; also after the app was closed", async () => {
    const { page } = phone;
    const unread = () => rows().filter({ has: page.locator(".row-unread") });
    expect(await unread().count()).toBe(0);
    open("Water the beans");
    await expect.poll(() => unread().count(), soon).toBe(1);
    expect(await unread().innerText()).toMatch(/Water the beans[^]*new/);
    // It is written down a while after it changed.
    await page.waitForTimeout(9_000);
    await page.reload();
    await expect.poll(() => unread().count(), soon).toBe(1);
    await unread().click();
    await page.getByTestId("transcript").waitFor(soon);
    await page.goBack();
    await expect.poll(() => unread().count(), soon).toBe(0);
    expect(phone.complaints).toEqual([]);
  });
});

describe("many approvals", () => {
  const cards = () => phone.page.locator("[data-testid=approval-card][data-stage=open]");
  const folded = () => phone.page.getByTestId("folded-approval");

  test("are three whole ones and the rest in lines, which open in their place", async () => {
    const { page } = phone;
    for (let number = 0; number < asking; number++) {
      open(`ask tree ${number}`);
      await expect
        .poll(async () => (await cards().count()) + (await folded().count()), soon)
        .toBe(number + 1);
    }
    expect(await cards().count()).toBe(3);
    expect(await folded().count()).toBe(asking - 3);
    expect(await page.getByTestId("folded-count").innerText()).toMatch(/^3 more wait/);
    expect(
      await page.locator("[aria-labelledby=approvals-head] [role=status]").first().innerText(),
    ).toBe("6 approvals wait for you");
    expect(await cards().first().innerText()).toContain("ask tree 0");
    await folded().filter({ hasText: "ask tree 4" }).click();
    const opened = cards().filter({ hasText: "ask tree 4" });
    await opened.waitFor(soon);
    expect(await cards().count()).toBe(3);
    expect(await elements()).toBeLessThan(1_200);
    await opened.scrollIntoViewIfNeeded();
    await opened.getByTestId("approve").click(soon);
    await expect.poll(() => outcomes, soon).toEqual(["done"]);
    await expect.poll(() => cards().count(), soon).toBe(3);
  });

  test("are all denied by one press, with a question in between that says how many", async () => {
    const { page } = phone;
    await page.getByTestId("deny-everything").click();
    const sheet = page.getByTestId("deny-everything-sheet");
    expect(await sheet.innerText()).toMatch(
      /Deny all 5 approvals\?[^]*The 5 runs that asked are stopped/,
    );
    await page.getByTestId("deny-everything-keep").click();
    expect(await cards().count()).toBe(3);
    await page.getByTestId("deny-everything").click();
    await page.getByTestId("deny-everything-sure").click();
    await expect
      .poll(() => outcomes.slice(1), soon)
      .toEqual(Array.from({ length: 5 }, () => "denied"));
    const denied = page.getByTestId("denied");
    await expect.poll(() => denied.first().getAttribute("data-fate"), soon).toBe("denied");
    await expect.poll(() => denied.count(), soon).toBe(1);
    expect(await denied.innerText()).toMatch(/^5 denied[^]*ask tree/);
    await page.keyboard.press("Escape");
    await expect.poll(() => cards().count(), soon).toBe(0);
    expect(await folded().count()).toBe(0);
    expect(phone.complaints).toEqual([]);
  });
});
