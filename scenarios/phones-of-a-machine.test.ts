// The phones of a machine as one of them sees them: who they are, what each may do, and when one may no longer.
// An owner changes them, and the phone that is changed learns of it at once.

import type { Role } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AgentHere } from "./agent-here.ts";
import { enterLink, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { startTalkingAgent } from "./talking-agent.ts";

const soon = { timeout: 20_000 };

let agent: AgentHere;
let owner: Phone;
let other: Phone;

beforeEach(async () => {
  agent = await startTalkingAgent("hello");
  owner = await pairedPhone("owner");
  other = await pairedPhone("operator");
  await openPage(owner, "devices");
  await rows(owner).nth(1).waitFor();
});

afterEach(async () => {
  await owner.close();
  await other.close();
  await agent.interrupt();
});

async function pairedPhone(role: Role): Promise<Phone> {
  const phone = await openPhone();
  await pairAs(phone, role);
  return phone;
}

async function pairAs(phone: Phone, role: Role): Promise<void> {
  const { started, newLink } = agent;
  await enterLink(phone, { ...agent, started: { ...started, pairingLink: newLink(role) } });
  agent.type(await shownCode(phone));
  await phone.page.getByTestId("new-run").waitFor();
}

const openPage = ({ page }: Phone, name: string) =>
  page.goto(`${agent.started.appUrl}/#/${name}`, { waitUntil: "commit" });
const rows = ({ page }: Phone) => page.getByTestId("device-row");
const otherRow = () => owner.page.locator("[data-testid=device-row][data-own=false]");
const may = async ({ page }: Phone) => page.locator("main dd").nth(1).innerText();

describe("an owner's phone", () => {
  test("lists all phones, gives one a name and a role, and the other has it at once", async () => {
    const { page } = owner;
    expect(await page.locator("[data-own=true]").innerText()).toContain("Owner, this phone");
    await expect
      .poll(() => otherRow().innerText(), soon)
      .toMatch(/Operator[^]*another phone has this name[^]*connected now/);
    await openPage(other, "device");
    await expect.poll(() => may(other), soon).toBe("look, command and approve");

    // Both phones came with one name: each is marked, and shows what tells it from the other.
    const namesakes = page.getByTestId("namesake");
    expect(await namesakes.allInnerTexts()).toHaveLength(2);
    await otherRow().click();
    expect(await page.getByTestId("key-words").innerText()).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
    await page.getByTestId("device-name").fill("Kitchen tablet");
    await page.getByTestId("rename").click();
    await expect.poll(() => otherRow().innerText(), soon).toContain("Kitchen tablet");
    expect(await namesakes.count()).toBe(0);
    expect(await page.getByTestId("role-owner").isDisabled()).toBe(true);
    await page.getByTestId("role-viewer").click();
    await expect.poll(() => otherRow().innerText(), soon).toContain("Viewer");
    await expect.poll(() => may(other), soon).toBe("look");

    await openPage(other, "devices");
    await expect
      .poll(() => other.page.locator("main").innerText())
      .toBe("The phones are not shown: this phone may not do that.");
    expect([...owner.complaints, ...other.complaints]).toEqual([]);
  });

  test("revokes one by holding, not by a tap, and that one is told, and can be paired again", async () => {
    const { page } = owner;
    await otherRow().click();
    const revoke = page.getByTestId("revoke");
    await revoke.scrollIntoViewIfNeeded();
    await revoke.hover();
    await page.mouse.down();
    await page.waitForTimeout(200);
    await page.mouse.up();
    await page.waitForTimeout(1_000);
    expect(await otherRow().count()).toBe(1);

    await page.mouse.down();
    await expect.poll(() => otherRow().count(), soon).toBe(0);
    await page.mouse.up();
    expect(await page.getByTestId("device-sheet").count()).toBe(0);
    await other.page.locator("[data-reason=revoked]").waitFor();

    await other.page.getByTestId("pair-again").click();
    await pairAs(other, "operator");
    await expect.poll(() => otherRow().count(), soon).toBe(1);
  });
});

test("another phone sees the phones and is told that only an owner's changes them", async () => {
  await openPage(other, "devices");
  await rows(other).first().click();
  const sheet = other.page.getByTestId("device-sheet");
  expect(await sheet.innerText()).toContain("Only an owner's phone changes phones.");
  expect(await sheet.getByTestId("revoke").count()).toBe(0);
});
