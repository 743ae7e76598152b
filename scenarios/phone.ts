// A phone: headless Chromium with a phone's viewport and a profile of its own.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type Page, chromium } from "playwright-core";
import { quietChromium } from "../scripts/chromium.ts";

export interface Phone {
  readonly page: Page;
  /** What the page complained about: errors, refused loads, violated policies. */
  readonly complaints: readonly string[];
  /** Of these, all but dials and loads that failed because the test took the network away: they must. */
  complaintsButLostNetwork(): readonly string[];
  close(): Promise<void>;
}

export async function openPhone(
  options: {
    readonly colorScheme?: "light" | "dark";
    readonly deviceScaleFactor?: number;
    /** As in "de-CH". */
    readonly locale?: string;
    /** The hash of a key whose certificates it trusts. */
    readonly trustedKey?: string;
    readonly size?: { readonly width: number; readonly height: number };
    /** For Chromium, besides its usual ones. */
    readonly args?: readonly string[];
  } = {},
): Promise<Phone> {
  const profile = mkdtempSync(join(tmpdir(), "longrein-phone-"));
  const { trustedKey } = options;
  const trust =
    trustedKey === undefined ? [] : [`--ignore-certificate-errors-spki-list=${trustedKey}`];
  const context = await chromium.launchPersistentContext(profile, {
    ...quietChromium,
    args: [...quietChromium.args, ...trust, ...(options.args ?? [])],
    viewport: options.size ?? { width: 393, height: 852 },
    deviceScaleFactor: options.deviceScaleFactor ?? 3,
    isMobile: true,
    hasTouch: true,
    colorScheme: options.colorScheme ?? "light",
    locale: options.locale ?? "en-US",
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints = complaintsOf(page);
  return {
    page,
    complaints,
    complaintsButLostNetwork: () => complaints.filter((text) => !isOfLostNetwork(text)),
    close: () => close(context, profile),
  };
}

/** A dial that is given up since the network is back, and a look for a new service worker, have words of their own. */
const ofLostNetwork = [
  /ERR_INTERNET_DISCONNECTED/,
  /^WebSocket connection to /,
  /^An unknown error occurred when fetching the script\.$/,
];

function isOfLostNetwork(complaint: string): boolean {
  return ofLostNetwork.some((words) => words.test(complaint));
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}

async function close(context: BrowserContext, profile: string): Promise<void> {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
