// The kill switch on a phone, at a real agent of a command line: everything ends, nothing starts before somebody at the
// machine says so, and the phone knows what came of it.

import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type CommandLine, commandLine } from "../agent/src/testing/command-line.ts";
import {
  approvalOf,
  linkOf,
  shareDemoFolder,
  startAgent,
} from "../agent/src/testing/first-steps.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 });
const soon = { timeout: 30_000 };

let cli: CommandLine;
let phone: Phone;
let agent: Awaited<ReturnType<typeof startAgent>>;

beforeAll(() => buildWhatIsStale());

beforeEach(async () => {
  cli = await commandLine();
  agent = await startAgent(cli);
  phone = await openPhone();
});

afterEach(async () => {
  await phone.close();
  await cli.remove();
});

async function openMachine(role: "viewer" | "operator"): Promise<void> {
  const pairing = cli.begin("pair", "--role", role);
  const started = { pairingLink: await linkOf(pairing) };
  await pair(phone, { said: pairing.out, type: pairing.type, started });
  await shareDemoFolder(cli, "slugs");
  await cli.json("runs", "new", "slugs", "repair it");
  await approvalOf(cli, "edit slugify.js");
  await phone.page.getByTestId("approval-card").waitFor(soon);
  await phone.page.evaluate(() => location.assign("#/device"));
}

const fate = () => phone.page.getByTestId("stop-fate");

test("an operator's phone stops everything by holding, not by a tap, and the machine's own command line shows it", async () => {
  await openMachine("operator");
  const { page } = phone;
  const stop = page.getByTestId("stop-everything");
  await expect
    .poll(() => page.getByTestId("stop-ends").innerText(), soon)
    .toMatch(/1 run under way is ended, 1 approval is denied, 0 questions/);
  await stop.scrollIntoViewIfNeeded();
  await expect.poll(() => stop.isEnabled(), soon).toBe(true);
  await stop.click();
  await page.waitForTimeout(1_500);
  expect(await fate().count()).toBe(0);

  await stop.hover();
  await page.mouse.down();
  await expect.poll(() => fate().getAttribute("data-progress"), soon).toBe("done");
  await page.mouse.up();
  expect(await fate().innerText()).toBe("Everything has ended.");
  expect(await page.locator("main").innerText()).toContain("longrein kill --release");
  expect((await agent.ended).code).toBe(0);

  const again = await cli.run("up");
  expect([again.code, again.error]).toEqual([4, expect.stringContaining("the kill switch is on")]);
  expect(again.error).toContain("by a phone");
  await cli.json("kill", "--release");
  agent = await startAgent(cli);
  expect((await cli.json("approvals"))["approvals"]).toEqual([]);
  expect((await cli.json("runs"))["runs"]).toMatchObject([{ state: "stopped" }]);
});

test("whoever cannot hold ticks that they are sure, and presses", async () => {
  await openMachine("operator");
  const { page } = phone;
  await page.getByTestId("stop-sure").check();
  await page.getByTestId("stop-everything").click();
  await expect.poll(() => fate().getAttribute("data-progress"), soon).toBe("done");
  expect((await agent.ended).code).toBe(0);
});

test("a phone that may only look has nothing to stop with", async () => {
  await openMachine("viewer");
  const section = phone.page.locator("[aria-labelledby=stop-everything]");
  await expect.poll(() => section.innerText(), soon).toContain("may look but not command");
  expect(await section.getByRole("button").count()).toBe(0);
});
