// How soon an answer is on its way and known to be accepted, and how soon a phone that comes back is where the
// run is.

import type { Browser, Page } from "playwright-core";
import { type AgentOfPhone, type MeasuredRun, askFor } from "./phone-agent.ts";
import { type MeasuredPhone, pairedPhone, processorSlowdown, slowDown } from "./phone-browser.ts";
import { fromEventToSight } from "./phone-clock.ts";

const roundTripMs = 150;
/** An app that was left for longer than this has let go of its link. */
const leftForMs = 11_000;
const missedEvents = 200;

export interface AnswerTimes {
  readonly toWireMs: readonly number[];
  readonly toAcceptedMs: readonly number[];
}

export async function answerTimes(
  agent: AgentOfPhone,
  browser: Browser,
  rounds: number,
): Promise<AnswerTimes> {
  const phone = await pairedPhone(browser, agent);
  const { run } = await agent.openRun("Ask for things");
  await slowDown(phone, { rate: processorSlowdown, latency: roundTripMs });
  agent.setRoundTrip(roundTripMs);
  const toWireMs: number[] = [];
  const toAcceptedMs: number[] = [];
  try {
    // The first answer only warms up.
    for (let round = 0; round <= rounds; round++) {
      const done = askFor(run, `thing-${round}`);
      const times = await answer(phone);
      if ((await done).kind !== "done") throw new Error("the answer did not count");
      if (round === 0) continue;
      toWireMs.push(times.toWireMs);
      toAcceptedMs.push(times.toAcceptedMs);
    }
  } finally {
    agent.setRoundTrip(0);
    await phone.close();
  }
  return { toWireMs, toAcceptedMs };
}

/** Taps Approve; the one who taps hears of the agent's yes by the card that says so. */
async function answer({ page }: MeasuredPhone) {
  const card = page.locator("[data-testid=approval-card][data-stage=open]");
  const button = card.getByTestId("approve");
  await button.and(page.locator(":enabled")).waitFor();
  const key = await card.getAttribute("data-approval");
  const of = `[data-approval="${key}"]`;
  const accepted = `${of} [data-progress=accepted], ${of}[data-stage=resolved]`;
  const toAccepted = fromEventToSight(page, "click", { selector: accepted });
  const toWire = fromClickToFrame(page);
  await button.tap();
  return { toWireMs: await toWire, toAcceptedMs: await toAccepted };
}

/** From the next tap to the next frame that the page hands to its socket. */
function fromClickToFrame(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { send } = WebSocket.prototype;
        const begin = ({ timeStamp }: Event) => {
          WebSocket.prototype.send = function (...given) {
            WebSocket.prototype.send = send;
            resolve(performance.now() - timeStamp);
            return send.apply(this, given);
          };
        };
        addEventListener("click", begin, { capture: true, once: true });
      }),
  );
}

/** From the moment the app is looked at again to the last of what was said meanwhile. */
export async function catchUpTimes(
  agent: AgentOfPhone,
  browser: Browser,
  rounds: number,
): Promise<number[]> {
  const phone = await pairedPhone(browser, agent);
  const measured = await agent.openRun("Work while nobody looks");
  const { page } = phone;
  await page.goto(`${agent.origin}/#/run/${measured.key}`);
  await page.getByTestId("transcript").waitFor();
  await slowDown(phone, { rate: processorSlowdown, latency: roundTripMs });
  agent.setRoundTrip(roundTripMs);
  const times: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      await look(phone, "hidden");
      await page.waitForTimeout(leftForMs);
      const last = `The end of round ${round}`;
      sayMeanwhile(measured, last);
      const time = fromEventToSight(page, "visibilitychange", {
        selector: "[data-row]",
        text: last,
      });
      await look(phone, "visible");
      const took = await time;
      if (round > 0) times.push(took);
    }
  } finally {
    agent.setRoundTrip(0);
    await phone.close();
  }
  return times;
}

function sayMeanwhile({ run }: MeasuredRun, last: string): void {
  for (let event = 1; event < missedEvents; event++) {
    run.emit({ t: "notice", level: "info", text: `Checkpoint ${event}`, at: Date.now() });
  }
  run.emit({ t: "notice", level: "info", text: last, at: Date.now() });
}

/** As the system tells a page that it was put away, and that it is there again. */
async function look({ page }: MeasuredPhone, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
