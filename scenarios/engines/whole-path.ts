// All that a phone goes through with its machine, in any engine: paired, put to work, cut off in the middle of
// a stream and of an answer, its relay and its machine started anew, raced by a second phone, revoked, wiped.
// Nothing may be lost and nothing done twice.

import { expect } from "vitest";
import type { AgentHere } from "../agent-here.ts";
import { until } from "../until.ts";
import type { Browser } from "./browser.ts";
import { answer, answerUnheard, enterLink, openRun } from "./demo-agent.ts";
import type { Diligent } from "./diligent-driver.ts";
import { fill, inPage, press, see, testId, textAt } from "./finger.ts";

export interface Path {
  readonly browser: Browser;
  /** Another phone of the same person. */
  readonly second: Browser;
  readonly agent: AgentHere;
  readonly diligent: Diligent;
  /** Between the first phone and the relay. */
  readonly app: { readonly origin: string; relayAway(away: boolean): void };
}

const offlineMs = 30_000;
/** Longer than the longest pause between two tries to reach the relay. */
const soonMs = 60_000;
const linked = '[data-link="ready"]';
const unlinked = '[data-link="waiting"], [data-link="dialling"]';
const live = `${testId("approval-card")}:not([data-stage="resolved"])`;

export async function walkThePath(path: Path): Promise<void> {
  const { browser, agent } = path;
  await pair(path, browser, path.app.origin);
  openRun(agent, path.diligent.driver.name, "quince");
  await press(browser, { at: testId("run-row") });
  await see(browser, testId("transcript"));
  await denyWithWords(path);
  await prompt(browser, "pear");
  await answer(browser, "pear", "approve");
  await wasTold(path, "pear: done");
  await offlineWhileStreaming(path);
  await offlineWhileAnswering(path);
  await browser.reload();
  await see(browser, testId("transcript"), "medlar");
  await relayAnew(path);
  await machineAnew(path);
  await race(path);
  await revokedWhileStreaming(path);
  await wiped(path);
}

/** The fragment of a link is all that there is to it: the address may be another way to the same relay. */
async function pair({ agent }: Path, browser: Browser, origin: string): Promise<void> {
  const link = agent.newLink("operator");
  const before = agent.said().length;
  agent.type(await enterLink(browser, agent, origin + link.slice(link.indexOf("/#"))));
  await until("the phone to be paired", agent.said, (said) => said.length > before);
  await see(browser, testId("new-run"));
}

async function prompt(browser: Browser, text: string): Promise<void> {
  await fill(browser, { at: testId("composer") }, text);
  await press(browser, { at: testId("send") });
}

/** Once, and nothing of it again. */
async function wasTold({ diligent }: Path, expected: string): Promise<void> {
  await until(
    "what it was told",
    () => diligent.outcomes.at(-1),
    (told) => told === expected,
    soonMs,
  );
  const [word = ""] = expected.split(":");
  expect(diligent.outcomes.filter((each) => each.startsWith(`${word}:`))).toHaveLength(1);
}

async function denyWithWords(path: Path): Promise<void> {
  const { browser } = path;
  await press(browser, { at: testId("deny-more") });
  await fill(browser, { at: testId("deny-words") }, "Take a pear.");
  await press(browser, { at: testId("deny-send") });
  await wasTold(path, "quince: denied, Take a pear.");
  await see(browser, testId("denied-words"), "Take a pear.");
}

async function offlineWhileStreaming({ browser, app }: Path): Promise<void> {
  const last = 450;
  await prompt(browser, `count ${last}`);
  await see(browser, testId("transcript"), " 30 ");
  app.relayAway(true);
  await see(browser, unlinked);
  await new Promise((resolve) => setTimeout(resolve, offlineMs));
  expect(await counted(browser), "nothing can have come").not.toContain(last - 100);
  app.relayAway(false);
  await see(browser, linked);
  await see(browser, testId("transcript"), `${last - 1} ${last}`);
  expect(await counted(browser)).toEqual(Array.from({ length: last }, (_, at) => at + 1));
}

/** The numbers that stand in the transcript after one another. */
async function counted(browser: Browser): Promise<number[]> {
  const text = await textAt(browser, testId("transcript"));
  const [numbers = ""] = /\b1 2 3[\d\s]*/.exec(text) ?? [];
  return numbers.split(/\s+/).filter(Boolean).map(Number);
}

async function offlineWhileAnswering(path: Path): Promise<void> {
  const { browser, app, diligent } = path;
  await prompt(browser, "medlar");
  await see(browser, live, "medlar");
  app.relayAway(true);
  await see(browser, unlinked);
  await answerUnheard(browser, "medlar", "approve");
  expect(diligent.outcomes).not.toContain("medlar: done");
  app.relayAway(false);
  await wasTold(path, "medlar: done");
}

async function relayAnew(path: Path): Promise<void> {
  const { browser, agent } = path;
  await agent.stopRelay();
  await see(browser, unlinked);
  await agent.startRelay();
  await see(browser, linked);
  await prompt(browser, "sorb");
  await answer(browser, "sorb", "approve");
  await wasTold(path, "sorb: done");
}

/** What was asked before is asked no more; what is asked now is done. */
async function machineAnew(path: Path): Promise<void> {
  const { browser, agent, diligent } = path;
  await prompt(browser, "rowan");
  await see(browser, live, "rowan");
  await agent.restart();
  await until(
    "nothing to be asked",
    () => textAt(browser, live),
    (text) => text === "",
    30_000,
  );
  expect(diligent.outcomes).not.toContain("rowan: done");
  await see(browser, linked);
  await prompt(browser, "hazel");
  await answer(browser, "hazel", "approve");
  await wasTold(path, "hazel: done");
}

/** Two phones answer one question, and neither can be heard before both have: one of them counts. */
async function race(path: Path): Promise<void> {
  const { browser, second, app, diligent } = path;
  await pair(path, second, app.origin);
  await prompt(browser, "cherry");
  await see(second, live, "cherry");
  await see(browser, live, "cherry");
  app.relayAway(true);
  await Promise.all([see(browser, unlinked), see(second, unlinked)]);
  await answerUnheard(browser, "cherry", "approve");
  await answerUnheard(second, "cherry", "deny");
  app.relayAway(false);
  const told = () => diligent.outcomes.filter((each) => each.startsWith("cherry:"));
  await until("one answer to count", told, ({ length }) => length > 0, soonMs);
  const shown = told()[0] === "cherry: done" ? "approved" : "denied";
  for (const phone of [browser, second]) {
    const last = () => inPage(phone, outcomeOfLast, testId("approval-card"));
    await until("both phones to say which", last, (outcome) => outcome === shown, soonMs);
  }
  expect(told()).toHaveLength(1);
}

/** Runs in the page. */
function outcomeOfLast(card: string): string | undefined {
  return [...document.querySelectorAll<HTMLElement>(card)].at(-1)?.dataset["outcome"];
}

async function revokedWhileStreaming({ browser, second, agent }: Path): Promise<void> {
  await prompt(browser, "count 2000");
  await press(second, { at: testId("run-row") });
  await see(second, testId("transcript"), " 20 ");
  const [first] = agent.daemon.devices.list();
  if (first === undefined) throw new Error("expected two phones");
  agent.daemon.devices.revoke("machine", first.device);
  await see(browser, '[data-reason="revoked"]');
  expect(await textAt(browser, testId("transcript"))).toBe("");
  const before = (await textAt(second, testId("transcript"))).length;
  const length = async () => (await textAt(second, testId("transcript"))).length;
  await until("the other phone to follow on", length, (now) => now > before);
}

async function wiped({ browser, app, ...path }: Path): Promise<void> {
  await press(browser, { at: testId("pair-again") });
  await see(browser, testId("paste-link"));
  await browser.goTo("about:blank");
  await pair({ browser, app, ...path }, browser, app.origin);
  await browser.evaluate(`(indexedDB.deleteDatabase("longrein"), 0)`);
  await browser.goTo("about:blank");
  await browser.goTo(app.origin);
  await see(browser, testId("paste-link"));
}
