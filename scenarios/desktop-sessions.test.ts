// Sessions that somebody has begun at the desktop, as a phone lists them: what was said can be read, and each is gone
// on with in the way that it allows, with the reason.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { Driver, Opening } from "../agent/src/runs/driver.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver, simpleSetup } from "./simple-driver.ts";

const patience = { timeout: 20_000 };
const anHour = 3_605_000;

let agent: AgentHere;
let phone: Phone;
/** How its coding agent was asked to go on. */
let openings: Opening[];

beforeEach(async () => {
  openings = [];
  agent = await startAgentHere({ drivers: [rememberingDriver, sower], workspace: "orchard" });
  phone = await openPhone();
  await pair(phone, agent);
  await phone.page.getByTestId("new-run").waitFor(patience);
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
});

/** Its coding agent remembers nothing that could be listed. */
const sower = simpleDriver("sower", () => Promise.resolve());

const session = (name: string, open: boolean, joinable: boolean) => {
  return { session: name, title: `Prune ${name}`, changedAt: Date.now() - anHour, open, joinable };
};

const rememberingDriver: Driver = {
  name: "gardener",
  describe: () => Promise.resolve(simpleSetup("gardener")),
  open: (run, opening) => {
    openings.push(opening);
    if (opening.session !== undefined && opening.fork !== true) run.inSession(opening.session);
    const say = (delta: string) =>
      run.emit({ t: "text", item: run.nextItem(), role: "answer", delta });
    return Promise.resolve({
      turn: (prompt) => Promise.resolve(say(`Done: ${prompt}`)),
      close: () => Promise.resolve(),
    });
  },
  sessions: () =>
    Promise.resolve([
      session("apples", true, true),
      session("pears", true, false),
      session("plums", false, false),
    ]),
  said: (_, name) =>
    Promise.resolve([
      { by: "user", text: `Which ${name}?` },
      { by: "agent", text: "<b>All</b> of them." },
    ]),
};

async function openList(): Promise<void> {
  await phone.page.goto(`${agent.started.appUrl}/#/device`, { waitUntil: "commit" });
  await phone.page.getByTestId("sessions").click(patience);
  await phone.page.getByTestId("session-row").nth(2).waitFor(patience);
}

async function openSession(title: string) {
  await phone.page.getByTestId("session-row").filter({ hasText: title }).click();
  const sheet = phone.page.getByTestId("session-sheet");
  await sheet.getByTestId("session-said").waitFor(patience);
  return sheet;
}

test("are listed by coding agent, say what is open, and show what was said in them", async () => {
  await openList();
  const { page } = phone;
  const agents = page.getByTestId("sessions-of");
  expect(await agents.locator("h2").allInnerTexts()).toEqual(["Gardener", "Sower"]);
  await expect
    .poll(() => agents.nth(1).innerText(), patience)
    .toContain("It keeps no sessions that could be gone on with from a phone.");
  const rows = await page.getByTestId("session-row").allInnerTexts();
  expect(rows.map((row) => row.replaceAll(/\s+/g, " "))).toEqual([
    "Prune apples open at the desktop 1h",
    "Prune pears open at the desktop 1h",
    "Prune plums past 1h",
  ]);
  const sheet = await openSession("plums");
  expect(await sheet.getByTestId("session-said").locator("div").allInnerTexts()).toEqual([
    expect.stringMatching(/^You\s+Which plums\?$/),
    expect.stringMatching(/^Agent\s+<b>All<\/b> of them\.$/),
  ]);
  expect(await sheet.getByTestId("session-goOn").isDisabled(), "without a prompt").toBe(true);
  expect(phone.complaints).toEqual([]);
});

test.each([
  ["apples", "join", /settings it has there/, { session: "apples" }],
  ["pears", "copy", /only one can go on with it/, { session: "pears", fork: true }],
  ["plums", "goOn", /it is not open/, { session: "plums" }],
])("%s: the way is to %s, and it says why", async (name, way, why, opening) => {
  await openList();
  const sheet = await openSession(name);
  expect(await sheet.innerText()).toMatch(why);
  await sheet.getByTestId("session-prompt").fill("Cut the branch");
  await sheet.getByTestId(`session-${way}`).click();
  const { page } = phone;
  await page.getByTestId("run-row").first().click(patience);
  await page.getByText("Done: Cut the branch").waitFor(patience);
  expect(openings).toEqual([opening]);
  const isOfDesktop = await page.getByTestId("run-state").innerText();
  expect(isOfDesktop).toContain("from the desktop");
  if (way === "copy") return;

  // From now on it is that run.
  await openList();
  await openSession(name);
  await page.getByTestId("session-run").click();
  await page.getByText("Done: Cut the branch").waitFor(patience);
});
