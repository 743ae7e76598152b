// Every screen in the states that a real agent can bring it to, on two sizes of phone, light and dark: what somebody
// needs who sees, aims or reads otherwise than its makers.

import { expect, test } from "vitest";
import { openChromium } from "./chromium.ts";
import { startDemoAgent } from "./demo-agent.ts";
import { examine } from "./examine.ts";
import { showingDriver } from "./showing-driver.ts";
import { walkEverywhere } from "./walk.ts";
import { openWebKit } from "./webkit.ts";

test.each([
  { engine: "Chromium", open: openChromium },
  { engine: "WebKitGTK", open: openWebKit },
])(
  "in $engine axe finds nothing on any screen, and all fits, can be hit and can be read",
  async ({ open }) => {
    const agent = await startDemoAgent([showingDriver]);
    const browser = await open();
    try {
      const found: string[] = [];
      const look = async (state: string) => void found.push(...(await examine(browser, state)));
      await walkEverywhere({ browser, agent, look });
      expect(found.join("\n")).toBe("");
    } finally {
      await browser.close();
      await agent.interrupt();
    }
  },
);
