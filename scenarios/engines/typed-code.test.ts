// A code is typed instead of a link in the other engines that a phone may have: its curve counts in big integers, and
// its offer opens with each engine's own cryptography.

import { afterEach, beforeEach, expect, test } from "vitest";
import type { AgentHere } from "../agent-here.ts";
import { until } from "../until.ts";
import { type Browser, small, tall } from "./browser.ts";
import { openChromium } from "./chromium.ts";
import { startDemoAgent } from "./demo-agent.ts";
import { openFirefox } from "./firefox.ts";
import { fill, press, see, testId } from "./finger.ts";
import { openWebKit } from "./webkit.ts";

let agent: AgentHere;
let browser: Browser;

beforeEach(async () => {
  agent = await startDemoAgent();
});

afterEach(async () => {
  await browser.close();
  await agent.interrupt();
});

test.each([
  { engine: "Firefox", open: openFirefox, size: tall },
  { engine: "Chromium", open: openChromium, size: small },
  { engine: "WebKitGTK", open: openWebKit, size: tall },
  { engine: "WebKitGTK", open: openWebKit, size: small },
])(
  "in $engine at $size.width × $size.height a phone pairs by a typed code, once it is typed right",
  async ({ open, size }) => {
    browser = await open();
    await browser.resize(size);
    const code = (await agent.daemon.openOffer({ role: "owner" }).typedCode()) ?? "";
    await browser.goTo(agent.started.appUrl);
    const enter = async (typed: string) => {
      await fill(browser, { at: testId("paste-link") }, typed);
      await press(browser, { at: testId("pair-button") });
    };
    await enter(code.slice(0, -1) + (code.endsWith("0") ? "1" : "0"));
    await see(browser, '[data-reason="code-wrong"]', "Compare the last six characters");
    await enter(code.toLowerCase());
    agent.type((await see(browser, testId("check-code"))).replaceAll(/\D/g, ""));
    await until("the phone to be paired", agent.said, (said) => said.includes('paired "'));
    expect(await see(browser, testId("new-run"))).not.toBe("");
  },
);
