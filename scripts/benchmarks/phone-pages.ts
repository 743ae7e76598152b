// Pages that hold much, and an hour in which nothing happens.

import type { Browser, Page } from "playwright-core";
import type { AgentOfPhone } from "./phone-agent.ts";
import { pairedPhone, processorSlowdown, slowDown } from "./phone-browser.ts";
import { fromEventToSight } from "./phone-clock.ts";
import { longestScript } from "./phone-script-time.ts";

const auditEntries = 10_000;
const diffLines = 5_000;
/** A WebSocket's own header, as small messages have it; masked on the way up. */
const frameHeaderBytes = 6;
const secondsOfHour = 3_600;

export interface AuditLook {
  readonly tookMs: number;
  /** Of the page's script, at a stretch. */
  readonly scriptMs: number;
}

/** What has been added to the log since this phone last looked is read and verified. */
export async function auditLooks(
  agent: AgentOfPhone,
  browser: Browser,
  rounds: number,
): Promise<AuditLook[]> {
  const phone = await pairedPhone(browser, agent);
  const { page } = phone;
  const looks: AuditLook[] = [];
  try {
    await slowDown(phone, { rate: processorSlowdown });
    for (let round = 0; round <= rounds + 1; round++) {
      const tookMs = await lookAtAudit(page);
      lengthenLog(agent);
      // Apart from the time it takes, which tracing would lengthen.
      const scriptMs = await longestScript(browser, page, async () => {
        await lookAtAudit(page);
      });
      lengthenLog(agent);
      // The first look has little to read, the second warms up.
      if (round > 1) looks.push({ tookMs, scriptMs });
    }
  } finally {
    await phone.close();
  }
  return looks;
}

async function lookAtAudit(page: Page): Promise<number> {
  const verdict = fromEventToSight(page, "hashchange", {
    selector: "[data-testid=audit-verdict]",
  });
  await page.evaluate(() => (location.hash = "#/audit"));
  const took = await verdict;
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("new-run").waitFor();
  return took;
}

function lengthenLog({ daemon: { store } }: AgentOfPhone): void {
  store.database.transaction(() => {
    for (let entry = 0; entry < auditEntries; entry++) {
      store.audit.append({ what: "run.done", number: entry }, Date.now());
    }
  });
}

/** From the tap that opens a long diff to its first lines. */
export async function diffTimes(
  agent: AgentOfPhone,
  browser: Browser,
  rounds: number,
): Promise<number[]> {
  const { key, run } = await agent.openRun("Change much");
  const phone = await pairedPhone(browser, agent);
  const { page } = phone;
  try {
    await page.goto(`${agent.origin}/#/run/${key}`);
    await page.getByTestId("transcript").waitFor();
    const item = run.nextItem();
    run.emit({ t: "tool", item, kind: "edit", title: "src/beds.ts", at: Date.now() });
    run.emit({ t: "tool.done", item, status: "completed", diff: longDiff() });
    const show = page.getByTestId("tool").getByRole("button");
    await slowDown(phone, { rate: processorSlowdown });
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await show.first().waitFor();
      const opened = fromEventToSight(page, "click", { selector: ".diff-line" });
      await show.first().tap();
      const took = await opened;
      if (round > 0) times.push(took);
      await show.first().tap();
      await page.locator(".diff-line").first().waitFor({ state: "detached" });
    }
    return times;
  } finally {
    await phone.close();
  }
}

function longDiff(): string {
  const line = (n: number) => `${n % 3 === 0 ? "-" : "+"}  const bed${n} = beds.at(${n});`;
  const lines = Array.from({ length: diffLines }, (_, n) => line(n));
  const removed = lines.filter((text) => text.startsWith("-")).length;
  const head = `@@ -1,${removed} +1,${diffLines - removed} @@`;
  return ["--- a/src/beds.ts", "+++ b/src/beds.ts", head, ...lines, ""].join("\n");
}

/** Both ways, while the app is looked at and nothing happens: watched for a while, told for an hour. */
export async function idleHourBytes(
  agent: AgentOfPhone,
  browser: Browser,
  seconds: number,
): Promise<number> {
  const phone = await pairedPhone(browser, agent);
  try {
    await slowDown(phone, {});
    // What comes of the beginning is over soon.
    await phone.page.waitForTimeout(2_000);
    let bytes = 0;
    for (const name of ["Network.webSocketFrameSent", "Network.webSocketFrameReceived"] as const) {
      phone.devtools.on(name, ({ response: { opcode, payloadData } }) => {
        const encoding = opcode === 1 ? "utf8" : "base64";
        bytes += Buffer.from(payloadData, encoding).length + frameHeaderBytes;
      });
    }
    await phone.page.waitForTimeout(seconds * 1_000);
    return (bytes / seconds) * secondsOfHour;
  } finally {
    await phone.close();
  }
}
