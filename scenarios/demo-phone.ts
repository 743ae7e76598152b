// What a person does with the demo on a phone: pair, open the run, answer. Shared by the scenarios.

import type { Longrein } from "./longrein.ts";
import type { Phone } from "./phone.ts";
import { until } from "./until.ts";

export const answerWithinMs = 30_000;
const deviceName = "Scenario phone";

/** What pairing needs of the machine: the demo's, or any other. */
export interface Pairing extends Pick<Longrein, "said" | "type"> {
  readonly started: Pick<Longrein["started"], "pairingLink">;
}

export async function enterLink({ page }: Phone, { started }: Pairing): Promise<void> {
  await page.goto(started.pairingLink);
  await page.getByTestId("device-name").fill(deviceName);
  await page.getByTestId("pair-button").click();
}

export async function shownCode({ page }: Phone): Promise<string> {
  const shown = page.getByTestId("check-code");
  await shown.waitFor({ timeout: 15_000 });
  return (await shown.innerText()).replaceAll(/\D/g, "");
}

export async function pair(phone: Phone, longrein: Pairing): Promise<void> {
  await enterLink(phone, longrein);
  longrein.type(await shownCode(phone));
  const paired = `paired "${deviceName}"`;
  await until("the phone to be paired", longrein.said, (said) => said.includes(paired));
}

export async function openDemoRun({ page }: Phone): Promise<void> {
  await page.getByTestId("run-row").first().click({ timeout: 15_000 });
  await page.getByTestId("transcript").waitFor({ timeout: 10_000 });
}

/** Presses the button of the card that shows this text, once the card lets it be pressed. */
export async function answer(
  { page }: Pick<Phone, "page">,
  shown: string,
  decision: "approve" | "deny",
): Promise<void> {
  const card = page.getByTestId("approval-card").filter({ hasText: shown });
  await card.waitFor({ timeout: answerWithinMs });
  await card.scrollIntoViewIfNeeded();
  const button = card.getByTestId(decision);
  await until(`${decision} to be enabled`, () => button.isEnabled(), Boolean);
  await button.click();
}

export function transcript({ page }: Pick<Phone, "page">): Promise<string> {
  return page.getByTestId("transcript").innerText();
}
