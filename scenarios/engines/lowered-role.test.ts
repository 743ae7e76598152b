// A phone's role is lowered while it is away, so that its screen still offers what it may no longer do. It is told so
// in words, the machine has done nothing of it, what was written is still there; and what it may not do is offered no
// more.

import { expect, test } from "vitest";
import { type Role, toBase64url } from "@longrein/protocol";
import { serveApp } from "../../scripts/serve-app.ts";
import { type AgentHere, startAgentHere } from "../agent-here.ts";
import { until } from "../until.ts";
import { type Browser, type Size, small, tall } from "./browser.ts";
import { openChromium } from "./chromium.ts";
import { answer, answerUnheard, enterLink, openRun } from "./demo-agent.ts";
import { diligentDriver } from "./diligent-driver.ts";
import { fill, inPage, press, see, testId, textAt } from "./finger.ts";
import { openWebKit } from "./webkit.ts";

interface Way {
  readonly engine: string;
  readonly open: () => Promise<Browser>;
  readonly size: Size;
}

type App = Awaited<ReturnType<typeof serveApp>>;

interface Given {
  readonly browser: Browser;
  readonly agent: AgentHere;
  readonly app: App;
  readonly outcomes: readonly string[];
}

const ways: readonly Way[] = [
  { engine: "Chromium", open: openChromium, size: small },
  { engine: "WebKitGTK", open: openWebKit, size: tall },
];

const linked = '[data-link="ready"]';
const unlinked = '[data-link="waiting"], [data-link="dialling"]';
const mayNot = "this phone may not do that.";
const mayOnlyLook = "This phone may look but not command.";
const commands = ["approve", "deny", "deny-more", "stop", "new-run", "stop-everything"];
/** Far longer than a draft rests before it is kept. */
const draftsRestMs = 3_000;
/** Longer than the longest pause between two tries to reach the relay. */
const soonMs = 60_000;

test.each(ways)(
  "in $engine at $size.width × $size.height what a phone may not do any more is refused in words, and nothing that was written is lost",
  (way) =>
    onPhone(way, "operator", async (given) => {
      await commandsInVain(given);
      await beginsInVain(given);
      expect(given.outcomes).toEqual(["quince: done"]);
    }),
);

test.each(ways)(
  "in $engine at $size.width × $size.height what only an owner may do is refused in words to one who is none any more",
  (way) =>
    onPhone(way, "owner", async (given) => {
      const { browser, agent } = given;
      const before = agent.daemon.devices.list();
      await openPage(browser, "devices");
      await press(browser, { at: testId("device-row") });
      await lowerWhileAway(given, "operator", async () => {
        await fill(browser, { at: testId("device-name") }, "Kitchen tablet");
        await press(browser, { at: testId("rename") });
      });
      await see(browser, testId("device-refused"), mayNot);
      await see(browser, testId("device-sheet"), "Only an owner's phone changes phones.");
      await offersNone(browser, ["device-name", "rename"]);
      expect(agent.daemon.devices.list()[0]?.name).toBe(before[0]?.name);

      setRole(agent, "owner");
      await openPage(browser, "device");
      await see(browser, testId("lower-strict"));
      await lowerWhileAway(given, "operator", async () => {
        await press(browser, { at: testId("lower-strict") });
        await press(browser, { at: testId("lower-sure") });
      });
      await see(browser, `${testId("ceiling")} .warning`, mayNot);
      await offersNone(browser, ["lower-strict", "lower-balanced", "lower-sure"]);
    }),
);

async function commandsInVain(given: Given): Promise<void> {
  const { browser, agent, outcomes } = given;
  await openPage(browser, `run/${toBase64url(openRun(agent, "diligent", "quince"))}`);
  await see(browser, testId("approve"));
  await lowerWhileAway(given, "viewer", async () => {
    await answerUnheard(browser, "quince", "approve");
    await fill(browser, { at: testId("composer") }, "pear");
    await press(browser, { at: testId("send") });
    await press(browser, { at: testId("stop") });
    await fill(browser, { at: testId("composer") }, "half a thought");
  });
  await see(browser, testId("approval-card"), `The answer was not taken: ${mayNot}`);
  await see(browser, testId("approval-card"), "This phone may look but not approve.");
  await see(browser, testId("own-prompt"), `Not taken: ${mayNot}`);
  await see(browser, testId("run-state"), `Stop failed: ${mayNot}`);
  await see(browser, ".composer", mayOnlyLook);
  await offersNone(browser, commands);
  await press(browser, { at: testId("edit-prompt") });
  await new Promise((resolve) => setTimeout(resolve, draftsRestMs));
  await browser.reload();
  await until("what was written", written(browser, "composer"), (text) =>
    ["pear", "half a thought"].every((each) => text.includes(each)),
  );
  expect(outcomes).toEqual([]);

  setRole(agent, "operator");
  await answer(browser, "quince", "approve");
  await until(
    "it to be done",
    () => outcomes.join(),
    (told) => told === "quince: done",
    soonMs,
  );
}

async function beginsInVain(given: Given): Promise<void> {
  const { browser } = given;
  await openPage(browser, "new-run");
  await fill(browser, { at: testId("new-run-prompt") }, "an orchard");
  await lowerWhileAway(given, "viewer", () => press(browser, { at: testId("start-run") }));
  await see(browser, ".finder, .section", `Not started: ${mayNot}`);
  await offersNone(browser, commands);
  expect(await textAt(browser, testId("run-row"))).not.toContain("an orchard");
  await press(browser, { at: testId("edit-request") });
  await see(browser, `${testId("start-run")}:disabled`);
  await see(browser, "main", mayOnlyLook);
  expect(await written(browser, "new-run-prompt")()).toBe("an orchard");
  await openPage(browser, "device");
  await see(browser, testId("unpair"));
  await offersNone(browser, commands);
}

/** What is done meanwhile is done on a screen that knows of nothing. */
async function lowerWhileAway(
  { browser, agent, app }: Given,
  role: Role,
  act: () => Promise<void>,
): Promise<void> {
  await see(browser, linked);
  app.relayAway(true);
  await see(browser, unlinked);
  setRole(agent, role);
  await act();
  app.relayAway(false);
  const isBack = () => inPage(browser, isThere, linked);
  await until("the phone to be back", isBack, Boolean, soonMs);
}

function setRole(agent: AgentHere, role: Role): void {
  const [phone] = agent.daemon.devices.list();
  if (phone === undefined) throw new Error("expected a phone");
  expect(agent.daemon.devices.setRole("machine", phone.device, role)).toBeUndefined();
}

const openPage = (browser: Browser, page: string) =>
  browser.evaluate(`(location.hash = "#/${page}", 0)`);

const isThere = (at: string) => document.querySelector(at) !== null;

const written = (browser: Browser, field: string) => async () =>
  String(await browser.evaluate(`document.querySelector('${testId(field)}')?.value ?? ""`));

async function offersNone(browser: Browser, buttons: readonly string[]): Promise<void> {
  const offered: string[] = [];
  for (const each of buttons) {
    if (await inPage(browser, isThere, testId(each))) offered.push(each);
  }
  expect(offered.join()).toBe("");
}

async function onPhone(
  { open, size }: Way,
  role: "operator" | "owner",
  act: (given: Given) => Promise<void>,
): Promise<void> {
  const { driver, outcomes } = diligentDriver();
  const agent = await startAgentHere({ drivers: [driver], workspace: "slugs", role });
  const app = await serveApp(agent.started.relayUrl);
  const browser = await open();
  try {
    await browser.resize(size);
    // The fragment of a link is all that there is to it: the app's address is another way to the same relay.
    const link = app.origin + agent.started.pairingLink.replace(/^.*(?=\/#)/, "");
    agent.type(await enterLink(browser, agent, link));
    await see(browser, testId("new-run"));
    await act({ browser, agent, app, outcomes });
  } finally {
    await browser.close();
    await app.close();
    await agent.interrupt();
  }
}
