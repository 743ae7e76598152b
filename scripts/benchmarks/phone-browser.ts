// A phone to measure: headless Chromium with a phone's screen, made as slow as a phone and its network.

import { type Browser, type CDPSession, type Page, chromium } from "playwright-core";
import { quietChromium } from "../chromium.ts";
import type { AgentOfPhone } from "./phone-agent.ts";

/** As a phone of the middle class, beside a machine like this one. */
export const processorSlowdown = 4;
/** 1.6 Mbps down, 0.75 up: what Lighthouse calls a slow 4G. */
const slowNetwork = { downloadThroughput: 200_000, uploadThroughput: 93_750 };

export interface MeasuredPhone {
  readonly page: Page;
  readonly devtools: CDPSession;
  close(): Promise<void>;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch(quietChromium);
}

/** One that nobody has used yet: no cache, no worker, no keys. */
export async function newPhone(browser: Browser): Promise<MeasuredPhone> {
  const context = await browser.newContext({
    viewport: { width: 393, height: 852 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: "en-US",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const devtools = await context.newCDPSession(page);
  return { page, devtools, close: () => context.close() };
}

export async function pairedPhone(browser: Browser, agent: AgentOfPhone): Promise<MeasuredPhone> {
  const phone = await newPhone(browser);
  const { page } = phone;
  await page.goto(agent.pairingLink());
  await page.getByTestId("pair-button").tap();
  const code = await page.getByTestId("check-code").innerText();
  agent.daemon.pairing.confirm(code);
  await page.getByTestId("new-run").waitFor();
  return phone;
}

/** Until told otherwise, or the page is closed. */
export async function slowDown(
  { devtools }: MeasuredPhone,
  { rate = 1, latency = 0, isNarrow = false },
): Promise<void> {
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  await devtools.send("Network.enable");
  const throughput = isNarrow ? slowNetwork : { downloadThroughput: -1, uploadThroughput: -1 };
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    ...throughput,
  });
}
