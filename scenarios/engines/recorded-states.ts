// Every state of every screen that the recording can show, and how to get there: also those that no healthy agent
// brings about.

import type { Browser } from "./browser.ts";
import { press, see, testId } from "./finger.ts";

export interface RecordedState {
  readonly scene: string;
  readonly page?: string;
  /** It stands there once this does. */
  readonly sign: string;
  /** Pressed one after the other before anybody looks. */
  readonly open?: readonly string[];
}

const run = "#/run/AQEBAQEBAQEBAQEBAQEBAQ";
const card = testId("approval-card");
const ended = (reason: string) => `${testId("ended")}[data-reason="${reason}"]`;
const evidence = testId("evidence");
const artifact = [`${evidence} summary`, `${evidence} ${testId("artifact")}:last-of-type button`];
const onlyNew = [...artifact, `label:has(${testId("changes-new")})`];

export const recordedStates: readonly RecordedState[] = [
  { scene: "pair", sign: testId("paste-link") },
  { scene: "pair-failed", sign: testId("pairing-failure") },
  { scene: "connecting", sign: '[data-link="dialling"]' },
  { scene: "check-code", sign: testId("check-code") },
  { scene: "pair", sign: testId("scanner"), open: [testId("scan")] },
  { scene: "elsewhere", sign: testId("elsewhere") },
  { scene: "incomplete", sign: testId("incomplete") },
  { scene: "storage", sign: ended("storage") },
  { scene: "revoked", sign: ended("revoked") },
  { scene: "update-required", sign: ended("update-required") },
  { scene: "empty", sign: testId("new-run") },
  { scene: "home", sign: card },
  { scene: "home", sign: testId("deny-sheet"), open: [testId("deny-more")] },
  { scene: "home-high", sign: card },
  { scene: "home-long", sign: card },
  { scene: "home-two", sign: card },
  { scene: "home-hostile", sign: card },
  { scene: "home-unreadable", sign: card },
  { scene: "plan", sign: `${testId("plan-text")}[data-exact="false"]` },
  { scene: "plan-odd", sign: `${testId("plan-text")}[data-exact="true"]` },
  { scene: "plan", sign: testId("approve-asking"), open: [testId("deny-more")] },
  { scene: "held", sign: testId("held") },
  { scene: "offline", sign: '[data-link="waiting"]' },
  { scene: "two-machines", sign: testId("on-machine") },
  { scene: "two-machines", page: "#/machines", sign: testId("machine-list") },
  { scene: "two-machines-away", sign: card },
  { scene: "two-machines-revoked", page: "#/machines", sign: testId("machine-list") },
  { scene: "run-waiting", page: run, sign: card },
  { scene: "run-push", page: run, sign: card },
  { scene: "run-done", page: run, sign: testId("ending") },
  { scene: "prose", page: run, sign: testId("transcript") },
  { scene: "run-evidence", page: run, sign: testId("artifact-sheet"), open: artifact },
  { scene: "run-evidence", page: run, sign: testId("artifact-diff"), open: onlyNew },
  { scene: "run-question", page: run, sign: testId("question-card") },
  { scene: "run-secret", page: run, sign: testId("question-card") },
  { scene: "run-queue", page: run, sign: testId("own-prompt") },
  { scene: "home-owner", page: "#/devices", sign: testId("device-row") },
  { scene: "home-owner", page: "#/audit", sign: testId("audit-verdict") },
  { scene: "home-owner", page: "#/new-run", sign: testId("new-run-prompt") },
  { scene: "run-queue", page: "#/new-run", sign: testId("new-run-model") },
  { scene: "home-owner", page: "#/settings", sign: testId("wipe") },
  { scene: "home-owner", page: "#/device", sign: testId("unpair") },
];

export const nameOf = ({ scene, page = "", open }: RecordedState): string =>
  [scene, page.replace(/^#\/(\w+).*/, "$1"), open === undefined ? "" : "opened"]
    .filter(Boolean)
    .join(" ");

export async function showState(
  browser: Browser,
  origin: string,
  { scene, page = "", sign, open = [] }: RecordedState,
): Promise<void> {
  // An address that differs in its fragment alone would load nothing.
  await browser.goTo("about:blank");
  await browser.goTo(`${origin}/?scene=${scene}${page}`);
  for (const at of open) await press(browser, { at });
  await see(browser, sign);
}
