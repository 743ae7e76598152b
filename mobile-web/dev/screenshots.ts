// Pictures of every screen, light and dark, tall and small: `node mobile-web/dev/screenshots.ts FOLDER
// [SCENE…]`, in the language of PHONE_LOCALE. Prints whatever the page complained about.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type Shape, withPhone } from "./open-browser.ts";
import { serveReplay } from "./serve-replay.ts";

interface Shot {
  readonly scene: string;
  readonly fragment?: string;
  readonly whole?: boolean;
  readonly before?: (page: Page) => Promise<void>;
}

const runFragment = "#/run/AQEBAQEBAQEBAQEBAQEBAQ";
const link = `#1${"A".repeat(106)}`;

const shots: Readonly<Record<string, Shot>> = {
  pair: { scene: "pair" },
  "pair-link": { scene: "pair", fragment: link },
  "check-code": { scene: "check-code" },
  "pair-failed": { scene: "pair-failed" },
  empty: { scene: "empty" },
  home: { scene: "home", whole: true },
  "home-high": { scene: "home-high", whole: true },
  "home-test": { scene: "home-test", whole: true },
  "home-for-run": { scene: "home-for-run" },
  "for-run": {
    scene: "home-for-run",
    before: async (page) => {
      await page.getByTestId("for-run").click();
      await page.getByTestId("approve-for-run").waitFor();
      await answered(page);
    },
  },
  "home-two": { scene: "home-two", whole: true },
  "home-long": { scene: "home-long" },
  "home-hostile": { scene: "home-hostile", whole: true },
  "home-unreadable": { scene: "home-unreadable", whole: true },
  answering: {
    scene: "home",
    whole: true,
    before: async (page) => {
      await page.getByTestId("action").evaluate((box) => {
        box.scrollTo(0, box.scrollHeight);
        box.scrollIntoView({ block: "end" });
      });
      await page.getByTestId("approve").click();
      await page.waitForTimeout(900);
    },
  },
  plan: { scene: "plan", whole: true },
  "plan-odd": { scene: "plan-odd", whole: true },
  "plan-end": {
    scene: "plan",
    before: async (page) => {
      await page.getByTestId("action").evaluate((box) => box.scrollTo(0, box.scrollHeight));
      await page.waitForTimeout(200);
    },
  },
  "plan-answers": {
    scene: "plan",
    before: async (page) => {
      await page.getByTestId("deny-more").click();
      await page.getByTestId("approve-asking").waitFor();
    },
  },
  "run-waiting": { scene: "run-waiting", fragment: runFragment, whole: true },
  "run-push": { scene: "run-push", fragment: runFragment },
  "run-done": { scene: "run-done", fragment: runFragment, whole: true },
  "run-prose": { scene: "prose", fragment: runFragment, whole: true },
  "run-long": { scene: "run-long", fragment: runFragment },
  "run-plan": {
    scene: "run-push",
    fragment: runFragment,
    before: async (page) => page.getByTestId("plan").locator("summary").click(),
  },
  "run-evidence": { scene: "run-evidence", fragment: runFragment, whole: true },
  "run-evidence-list": {
    scene: "run-evidence",
    fragment: runFragment,
    before: async (page) => page.getByTestId("evidence").locator("summary").click(),
  },
  "run-artifact": {
    scene: "run-evidence",
    fragment: runFragment,
    before: async (page) => {
      await page.getByTestId("artifact").last().getByRole("button").click();
      await page.getByTestId("artifact-diff").waitFor();
    },
  },
  "run-only-new": {
    scene: "run-evidence",
    fragment: runFragment,
    before: async (page) => {
      await page.getByTestId("artifact").last().getByRole("button").click();
      await page.getByTestId("changes-new").check({ force: true });
      await page.getByTestId("artifact-diff").waitFor();
    },
  },
  "run-comment": {
    scene: "run-evidence",
    fragment: runFragment,
    before: async (page) => {
      await page.getByTestId("artifact").last().getByRole("button").click();
      await page.getByTestId("artifact-diff").locator(".diff-add").first().click();
      await page.getByTestId("comment").waitFor();
    },
  },
  "run-question": { scene: "run-question", fragment: runFragment },
  "run-question-whole": { scene: "run-question", fragment: runFragment, whole: true },
  "run-secret": { scene: "run-secret", fragment: runFragment },
  "run-answered": {
    scene: "run-question",
    fragment: runFragment,
    before: async (page) => {
      await page.getByLabel("UTC").check();
      await page.getByLabel("Roses").check();
      await page.getByTestId("answer-question").click();
      await page.getByTestId("question-answered").waitFor();
    },
  },
  "home-question": { scene: "run-question" },
  "run-queue": { scene: "run-queue", fragment: runFragment },
  "run-settings": {
    scene: "run-queue",
    fragment: runFragment,
    before: async (page) => {
      await page.getByTestId("composer").fill("");
      await page.getByTestId("settings").click();
      await page.waitForTimeout(200);
    },
  },
  "deny-words": {
    scene: "home",
    before: async (page) => {
      await page.getByTestId("deny-more").click();
      await page.getByTestId("deny-words").waitFor();
      await page.getByRole("button", { name: "Find a smaller change." }).click();
    },
  },
  "new-run": { scene: "home", fragment: "#/new-run" },
  "new-run-offered": { scene: "run-queue", fragment: "#/new-run", whole: true },
  device: { scene: "home", fragment: "#/device" },
  devices: { scene: "home-owner", fragment: "#/devices", before: answered },
  "device-sheet": {
    scene: "home-owner",
    fragment: "#/devices",
    before: async (page) => page.getByTestId("device-row").nth(1).click(),
  },
  audit: {
    scene: "home",
    fragment: "#/audit",
    before: async (page) => page.getByTestId("audit-entry").nth(1).click(),
  },
  settings: { scene: "home", fragment: "#/settings", whole: true },
  "settings-largest": {
    scene: "home",
    fragment: "#/settings",
    before: async (page) => {
      await page.getByTestId("text-size").selectOption("largest");
      await page.getByTestId("wipe").click();
    },
  },
  machines: { scene: "two-machines-away", fragment: "#/machines" },
  "machines-one": { scene: "home", fragment: "#/machines" },
  "two-machines": { scene: "two-machines", whole: true },
  "two-machines-away": { scene: "two-machines-away", whole: true },
  "two-machines-of-one": { scene: "two-machines", fragment: "#/m/FRUVFRUV", whole: true },
  "two-machines-revoked": { scene: "two-machines-revoked", fragment: "#/m/XV1dXV1d/device" },
  "two-machines-run": {
    scene: "two-machines",
    fragment: "#/m/FRUVFRUV/run/AQEBAQEBAQEBAQEBAQEBAQ",
  },
  "two-machines-new-run": { scene: "two-machines", fragment: "#/new-run" },
  "pair-another": { scene: "two-machines", fragment: "#/pair", whole: true },
  offline: { scene: "offline" },
  elsewhere: { scene: "elsewhere" },
  revoked: { scene: "revoked" },
};

/** The machine takes a moment to answer. */
async function answered(page: Page): Promise<void> {
  await page.waitForTimeout(900);
}

const tall: Shape = { width: 393, height: 852 };
const small: Shape = { width: 320, height: 568 };

const [folder = "screenshots", ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const replay = await serveReplay();
try {
  await shootAll("light", tall);
  await shootAll("dark", tall);
  await shootAll("light", small);
  await shootAll("dark", small);
} finally {
  replay.close();
}

async function shootAll(colorScheme: "light" | "dark", shape: Shape): Promise<void> {
  await withPhone(shape, async (context) => {
    const page = await context.newPage();
    page.on("console", (message) => complain(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (failure) => complain(String(failure)));
    await page.emulateMedia({ colorScheme });
    for (const [name, shot] of Object.entries(shots)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      // A blank page in between: the same address with another fragment would not load anew.
      await page.goto("about:blank");
      await page.goto(`${replay.origin}/?scene=${shot.scene}${shot.fragment ?? ""}`);
      await page.waitForTimeout(650);
      await shot.before?.(page);
      const file = join(folder, `${name}-${colorScheme}-${shape.width}.png`);
      await page.screenshot({ path: file, fullPage: shot.whole ?? false });
      await reportOverflow(page, `${name} at ${shape.width}`);
    }
  });
}

/** A page wider than the phone is always a mistake. */
async function reportOverflow(page: Page, what: string): Promise<void> {
  const beyond = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  if (beyond > 0) complain(`${what}: ${beyond} px too wide`);
}

function complain(about: string): void {
  process.stderr.write(`${about}\n`);
}
