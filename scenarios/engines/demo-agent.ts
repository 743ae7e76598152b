// The demo's coding agent in a real repository, with the real agent and relay in this process, and what a phone
// of any engine does with it first: pair.

import type { Driver } from "../../agent/src/runs/driver.ts";
import { workspaceFiles } from "../../agent/src/platform/workspace-files.ts";
import {
  demoPrompt,
  prepareDemoWorkspace,
} from "../../agent/src/drivers/scripted/demo-workspace.ts";
import { scriptedDriver } from "../../agent/src/drivers/scripted/scripted-driver.ts";
import { type AgentHere, startAgentHere } from "../agent-here.ts";
import { until } from "../until.ts";
import type { Browser } from "./browser.ts";
import { press, see, testId } from "./finger.ts";

const workspace = "slugs";
const tapTakenWithinMs = 5_000;

const demoDriver = (): Driver =>
  scriptedDriver({
    files: workspaceFiles,
    node: process.execPath,
    pace: 0,
    now: Date.now,
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  });

export const startDemoAgent = (others: readonly Driver[] = []): Promise<AgentHere> =>
  startAgentHere({
    drivers: [demoDriver(), ...others],
    workspace,
    role: "owner",
    prepare: (folder) => prepareDemoWorkspace(folder, workspaceFiles),
  });

export function openRun(agent: AgentHere, driver: string, text: string): Uint8Array {
  const opened = agent.daemon.runs.open({ workspace, driver, prompt: { text } });
  if (typeof opened === "string" || !("run" in opened)) {
    throw new Error(`expected a run, got ${JSON.stringify(opened)}`);
  }
  return opened.run;
}

export const openDemo = (agent: AgentHere): Uint8Array => openRun(agent, "demo", demoPrompt);

/** As far as the four digits, which are typed at the machine by `confirm`. */
export async function enterLink(browser: Browser, agent: AgentHere, link: string): Promise<string> {
  await browser.goTo(link);
  await press(browser, { at: testId("pair-button") });
  const digits = await see(browser, testId("check-code"));
  return digits.replaceAll(/\D/g, "");
}

export async function pair(browser: Browser, agent: AgentHere): Promise<void> {
  agent.type(await enterLink(browser, agent, agent.started.pairingLink));
  await until("the phone to be paired", agent.said, (said) => said.includes('paired "'));
  await see(browser, testId("new-run"));
}

export async function answer(
  browser: Browser,
  saying: string,
  decision: "approve" | "deny",
): Promise<void> {
  await press(browser, { at: testId(decision), in: testId("approval-card"), saying });
}

/** While the phone dials it takes no answer, and it dials again and again: a tap may meet that moment. */
export async function answerUnheard(
  browser: Browser,
  saying: string,
  decision: "approve" | "deny",
): Promise<void> {
  const queued = `${testId("answer-fate")}[data-progress="queued"]`;
  const waits = async () => {
    // It may be gone because an earlier tap was slow to show.
    await answer(browser, saying, decision).catch(() => undefined);
    return see(browser, queued, "", tapTakenWithinMs).catch(() => undefined);
  };
  await until("the answer to wait for the link", waits, (seen) => seen !== undefined, 60_000);
}
