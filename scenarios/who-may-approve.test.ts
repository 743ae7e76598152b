// The right to approve, apart from the role, with two phones before one question: an owner takes it from the one that
// steers and gives it to the one that looks on, and what each is offered follows at once.

import type { Role } from "@longrein/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answer, answerWithinMs, enterLink, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const outcomes: string[] = [];

/** Wants to run what it is told. */
const waterer = simpleDriver("waterer", async (run, script) => {
  const shell = { program: "/bin/sh", script };
  const about = { cwd: run.folder, environment: [], operands: [] };
  const { kind } = await run.perform({ t: "command", tool: "shell", shell, ...about }, script, "");
  outcomes.push(kind);
});

let agent: AgentHere;
let owner: Phone;
let other: Phone;

beforeEach(async () => {
  outcomes.length = 0;
  agent = await startAgentHere({ drivers: [waterer], workspace });
  owner = await pairedPhone("owner");
});

afterEach(async () => {
  await owner.close();
  await other.close();
  await agent.interrupt();
  expect([...owner.complaints, ...other.complaints]).toEqual([]);
});

async function pairedPhone(role: Role): Promise<Phone> {
  const phone = await openPhone();
  const { started, newLink } = agent;
  await enterLink(phone, { ...agent, started: { ...started, pairingLink: newLink(role) } });
  agent.type(await shownCode(phone));
  await phone.page.getByTestId("machines").waitFor(soon);
  return phone;
}

const open = (phone: Phone, page: string) =>
  phone.page.goto(`${agent.started.appUrl}/#/${page}`, { waitUntil: "commit" });
const cardOf = ({ page }: Phone) => page.getByTestId("approval-card");
const ask = (script: string) =>
  agent.daemon.runs.open({ workspace, driver: waterer.name, prompt: { text: script } });

/** By the owner, as their page of phones has it. */
async function changeRight(isAs: RegExp): Promise<void> {
  await open(owner, "devices");
  const row = owner.page.locator("[data-testid=device-row][data-own=false]");
  await row.click(soon);
  await owner.page.getByTestId("approver").click(soon);
  await expect.poll(() => row.innerText(), soon).toMatch(isAs);
}

test("a phone that loses the right while a question is open is offered Deny alone, and its no counts", async () => {
  other = await pairedPhone("operator");
  ask("echo watered");
  await cardOf(other).getByTestId("approve").waitFor(soon);
  await changeRight(/Operator: look, command and deny/);
  await cardOf(other).getByText("This phone may deny but not approve.").waitFor(soon);
  expect(await cardOf(other).getByTestId("approve").count()).toBe(0);
  await cardOf(other).getByTestId("deny-more").click(soon);
  await other.page.getByTestId("deny-words").waitFor(soon);
  expect(await other.page.getByTestId("for-run").count()).toBe(0);
  await other.page.keyboard.press("Escape");
  await answer(other, "echo watered", "deny");
  await expect.poll(() => outcomes, soon).toEqual(["denied"]);
  await open(other, "device");
  await other.page.getByText("look, command and deny", { exact: true }).waitFor(soon);
});

test("a phone that may only look is given the right, approves and takes it back, and still steers nothing", async () => {
  other = await pairedPhone("viewer");
  ask("echo watered");
  await cardOf(other).getByText("This phone may look but not approve.").waitFor(soon);
  expect(await cardOf(other).getByTestId("deny").count()).toBe(0);
  await changeRight(/Viewer: look, approve and deny/);
  await cardOf(other).getByTestId("deny-more").click(soon);
  await other.page.getByTestId("deny-all").waitFor(soon);
  expect(await other.page.getByTestId("deny-words").count()).toBe(0);
  await other.page.keyboard.press("Escape");
  await answer(other, "echo watered", "approve");
  await expect.poll(() => outcomes, soon).toEqual(["done"]);
  expect(await other.page.getByTestId("new-run").count()).toBe(0);

  // What it approves for a run it can take back, too.
  ask("echo weeded");
  await cardOf(other).filter({ hasText: "echo weeded" }).getByTestId("for-run").click(soon);
  await other.page.getByTestId("approve-for-run").click(soon);
  await expect.poll(() => outcomes, soon).toEqual(["done", "done"]);
  await other.page.getByTestId("run-row").filter({ hasText: "echo weeded" }).click(soon);
  const grants = other.page.getByTestId("grants");
  await grants.locator("summary").click(soon);
  await grants.getByTestId("withdraw-grant").click(soon);
  await expect.poll(() => grants.count(), soon).toBe(0);
  await other.page.getByText("This phone may look but not command.").waitFor(soon);
});
