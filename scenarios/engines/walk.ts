// A walk through every screen of the app and the states each can be in, with the real agent and the real relay
// behind it. What is looked at, at each stop, is the caller's.

import { toBase64url } from "@longrein/protocol";
import { until } from "../until.ts";
import type { AgentHere } from "../agent-here.ts";
import type { Browser } from "./browser.ts";
import { answer, enterLink, openDemo, openRun } from "./demo-agent.ts";
import { fill, press, see, testId } from "./finger.ts";
import { showingDriver } from "./showing-driver.ts";

export interface Walk {
  readonly browser: Browser;
  readonly agent: AgentHere;
  /** Called at each stop. */
  look(state: string): Promise<void>;
}

const movesForMs = 3_000;
const withinMs = 30_000;

export async function walkEverywhere(walk: Walk): Promise<void> {
  await pairing(walk);
  await approvals(walk);
  await runs(walk);
  await pages(walk);
  await ends(walk);
}

const goHome = ({ browser }: Walk) => openPage(browser, "");
const openPage = (browser: Browser, page: string) =>
  browser.evaluate(`(location.hash = "#/${page}", 0)`);
const openRunPage = ({ browser }: Walk, run: Uint8Array) =>
  openPage(browser, `run/${toBase64url(run)}`);
const begin = ({ agent }: Walk, act: string) => openRun(agent, showingDriver.name, act);

/** Whoever reads by ear or by keys is then where the sheet was opened. */
async function closeSheet({ browser }: Walk, opener: string): Promise<void> {
  await press(browser, { at: `dialog[open] .sheet-top button` });
  const focused = `document.activeElement?.getAttribute("data-testid") ?? "nothing"`;
  await until(
    "the focus to be back",
    () => browser.evaluate(focused),
    (at) => at === opener,
  );
}

async function pairing({ browser, agent, look }: Walk): Promise<void> {
  await browser.goTo(agent.started.appUrl);
  await see(browser, testId("paste-link"));
  await look("pairing without a link");
  const code = await enterLink(browser, agent, agent.started.pairingLink);
  await look("the check code");
  agent.type(code === "0000" ? "0001" : "0000");
  await see(browser, testId("pairing-failure"));
  await look("a pairing that failed");
  await browser.goTo("about:blank");
  await browser.goTo(agent.newLink("owner"));
  await see(browser, testId("pair-button"));
  await look("pairing with a link");
  await press(browser, { at: testId("pair-button") });
  agent.type((await see(browser, testId("check-code"))).replaceAll(/\D/g, ""));
  await until("the phone to be paired", agent.said, (said) => said.includes('paired "'));
  await see(browser, testId("new-run"));
  await look("home with nothing on it");
}

async function approvals(walk: Walk): Promise<void> {
  const { browser, agent, look } = walk;
  const demo = openDemo(agent);
  await see(browser, testId("approval-card"), "slugify.js");
  await look("an edit to approve");
  await press(browser, { at: testId("deny-more") });
  await see(browser, testId("deny-sheet"));
  await look("denying with words");
  await closeSheet(walk, "deny-more");
  await answer(browser, "slugify.js", "approve");
  await see(browser, testId("approval-card"), "--test");
  await look("a command to approve, and a receipt");
  await answer(browser, "--test", "deny");
  await see(browser, testId("approval-card"), "Denied from this phone");
  for (const act of ["danger", "hidden", "long", "ask"]) {
    const run = begin(walk, act);
    await see(browser, act === "ask" ? testId("question-row") : testId("deny"));
    await look(`home, ${act}`);
    await openRunPage(walk, run);
    await see(browser, act === "ask" ? testId("question-card") : testId("approval-card"));
    await look(`a run, ${act}`);
    await agent.daemon.runs.stop(run);
    await goHome(walk);
  }
  await openRunPage(walk, demo);
  await see(browser, testId("transcript"));
  await look("the demo's run, ended");
  const tool = testId("tool");
  await until(
    "a line to be chosen",
    async () => {
      // The page may still have been moving under the finger.
      await press(browser, { at: ".diff-add", in: tool });
      return see(browser, `${tool} ${testId("comment")}`, "slugify.js:", movesForMs).catch(
        () => "",
      );
    },
    Boolean,
    withinMs,
  );
  await look("a line of a diff, to be spoken about");
  await press(browser, { at: testId("comment"), in: tool });
  const written = `document.querySelector('${testId("composer")}').value`;
  await until(
    "the line to be quoted",
    () => browser.evaluate(written),
    (text) => String(text).includes("\n> +"),
  );
}

async function runs(walk: Walk): Promise<void> {
  const { browser, agent, look } = walk;
  const shown = begin(walk, "show");
  await openRunPage(walk, shown);
  await see(browser, testId("notice"));
  await look("prose, tools, a notice");
  await press(browser, { at: `${testId("plan")} summary` });
  await press(browser, { at: `${testId("thought")} button` });
  await look("plan and thoughts opened");
  await press(browser, { at: testId("settings") });
  await see(browser, testId("settings-sheet"));
  await look("the settings of a run");
  await closeSheet(walk, "settings");
  const listening = begin(walk, "listen");
  await openRunPage(walk, listening);
  await see(browser, testId("stop"));
  await fill(browser, { at: testId("composer") }, "And then?");
  await look("a prompt being written");
  await press(browser, { at: testId("send") });
  await see(browser, testId("own-prompt"), "And then?");
  await look("a prompt that waits for its turn");
  await agent.daemon.runs.stop(listening);
  await openRunPage(walk, begin(walk, "fail"));
  await see(browser, testId("run-state"), "ailed");
  await look("a run that failed");
}

async function pages(walk: Walk): Promise<void> {
  const { browser, look } = walk;
  const stops: readonly (readonly [page: string, sign: string, open?: string])[] = [
    ["new-run", testId("new-run-prompt")],
    ["machines", testId("machine-list")],
    ["device", testId("unpair"), testId("unpair")],
    ["sessions", testId("session-row"), testId("session-row")],
    ["devices", testId("device-row"), testId("device-row")],
    [
      "audit",
      testId("audit-verdict"),
      `${testId("audit-entry")} summary, ${testId("audit-entry")}`,
    ],
    ["settings", testId("wipe"), testId("wipe")],
  ];
  for (const [page, sign, open] of stops) {
    await openPage(browser, page);
    await see(browser, sign);
    await look(page);
    if (open === undefined) continue;
    await press(browser, { at: open });
    await look(`${page}, opened`);
  }
  await browser.evaluate(`document.querySelector("dialog[open]")?.close()`);
}

async function ends(walk: Walk): Promise<void> {
  const { browser, agent, look } = walk;
  await goHome(walk);
  await agent.stopRelay();
  await see(browser, '[data-link="waiting"], [data-link="dialling"]');
  await look("without the relay");
  await agent.startRelay();
  await see(browser, '[data-link="ready"]');
  const [device] = agent.daemon.devices.list();
  if (device === undefined) throw new Error("expected a phone");
  agent.daemon.devices.revoke("machine", device.device);
  await see(browser, testId("ended"));
  await look("revoked");
}
