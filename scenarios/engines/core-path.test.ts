// The path that the product is for, in the other engines that a phone may have: pair by a link, follow a run,
// approve an edit and a command, and see both done. The other scenarios do the same in Chromium.

import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AgentHere } from "../agent-here.ts";
import { answerWithinMs } from "../demo-phone.ts";
import type { Browser } from "./browser.ts";
import { answer, openDemo, pair, startDemoAgent } from "./demo-agent.ts";
import { openFirefox } from "./firefox.ts";
import { press, see, testId, textAt } from "./finger.ts";
import { openWebKit } from "./webkit.ts";

const unlinked = '[data-link="waiting"], [data-link="dialling"]';
const soon = { timeout: answerWithinMs };
let agent: AgentHere;
let browser: Browser;

beforeEach(async () => {
  agent = await startDemoAgent();
});

afterEach(async () => {
  await browser.close();
  await agent.interrupt();
});

const transcript = () => textAt(browser, testId("transcript"));

/** As far as the edit that was approved: it is in the file. */
async function pairAndApproveEdit(): Promise<void> {
  await pair(browser, agent);
  expect(await browser.evaluate("location.href"), "the secret is gone").not.toContain("#1");
  openDemo(agent);
  // What is asked comes to stand above the runs, and moves them.
  await see(browser, testId("approval-card"), "slugify.js");
  await press(browser, { at: testId("run-row") });
  await see(browser, testId("transcript"), "I would like to replace every run of white space");
  expect(changedFiles()).toEqual([]);
  await answer(browser, "slugify.js", "approve");
  await expect.poll(changedFiles, soon).toEqual(["slugify.js"]);
}

test("in Firefox a phone pairs by a link and follows a run, and what it approves after a reload is done", async () => {
  browser = await openFirefox();
  await pairAndApproveEdit();
  await browser.reload();
  await see(browser, testId("approval-card"), "--test");
  await answer(browser, "--test", "approve");
  await expect.poll(transcript, soon).toContain("All tests pass.");
});

test("in WebKit it does, too, also after a reload and after the relay was gone for a while", async () => {
  browser = await openWebKit();
  await pairAndApproveEdit();
  await browser.reload();
  await see(browser, testId("approval-card"), "--test");
  await agent.stopRelay();
  await see(browser, unlinked);
  await agent.startRelay();
  await see(browser, '[data-link="ready"]');
  await answer(browser, "--test", "approve");
  await expect.poll(transcript, soon).toContain("All tests pass.");
});

function changedFiles(): string[] {
  const folder = agent.started.workspace;
  const status = execFileSync("git", ["-C", folder, "status", "--porcelain"], { encoding: "utf8" });
  return status.split("\n").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}
