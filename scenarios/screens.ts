// `npm run screens`: pictures of the app for the documents, taken from a real run of the demo. The browser
// and what a person does with it are the scenarios' own.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answer, openDemoRun, shownCode } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { type PicturedAgent, startPicturedAgent } from "./pictured-agent.ts";
import { smallPng } from "./small-png.ts";

const folder = join(import.meta.dirname, "../docs/screens");
const settledMs = 700;

type Picture = (name: string) => Promise<void>;

await mkdir(folder, { recursive: true });
for (const colorScheme of ["light", "dark"] as const) {
  const agent = await startPicturedAgent();
  const phone = await openPhone({ colorScheme, deviceScaleFactor: 2 });
  const picture: Picture = async (name) => {
    await phone.page.waitForTimeout(settledMs);
    const file = join(folder, `${name}-${colorScheme}.png`);
    await writeFile(file, smallPng(await phone.page.screenshot()));
  };
  try {
    await pairing(phone, agent, picture);
    await aRun(phone, picture);
    await pages(phone, picture);
  } finally {
    await phone.close();
    await agent.close();
  }
}
process.stdout.write(`pictures are in ${folder}\n`);

async function pairing(phone: Phone, agent: PicturedAgent, picture: Picture): Promise<void> {
  await phone.page.goto(agent.appUrl);
  await phone.page.getByTestId("pair-button").waitFor();
  await picture("pair");
  await phone.page.goto(agent.pairingLink);
  await phone.page.getByTestId("device-name").fill("Pocket");
  await phone.page.getByTestId("pair-button").click();
  const code = await shownCode(phone);
  await picture("check-code");
  agent.confirm(code);
}

async function aRun(phone: Phone, picture: Picture): Promise<void> {
  await phone.page.getByTestId("approval-card").waitFor({ timeout: 30_000 });
  await picture("approval");
  await phone.page.getByTestId("install-read").click();
  await answer(phone, "slugify.js", "approve");
  await openDemoRun(phone);
  await phone.page.getByTestId("approval-card").filter({ hasText: "--test" }).waitFor();
  await picture("run-asks");
  await answer(phone, "--test", "approve");
  await phone.page.getByText("All tests pass").waitFor();
  await picture("run");
}

async function pages({ page }: Phone, picture: Picture): Promise<void> {
  const open = (fragment: string) => page.evaluate((hash) => (location.hash = hash), fragment);
  await open("#/");
  await page.getByTestId("run-row").first().waitFor();
  await picture("home");
  await open("#/new-run");
  await page.getByTestId("new-run-prompt").fill("Add a test for titles in capitals.");
  await picture("new-run");
  await open("#/audit");
  await page.getByTestId("audit-entry").first().waitFor();
  await picture("audit");
  await open("#/device");
  await page.getByTestId("unpair").waitFor();
  await picture("device");
  await open("#/settings");
  await page.getByTestId("language").waitFor();
  await picture("settings");
}
