// The whole path in Chromium and WebKitGTK, on two sizes of phone. They mostly wait, so they go at the same time.

import { beforeAll, expect, test } from "vitest";
import { buildWhatIsStale } from "../../scripts/fresh-build.ts";
import { serveApp } from "../../scripts/serve-app.ts";
import { startAgentHere } from "../agent-here.ts";
import { type Browser, type Size, small, tall } from "./browser.ts";
import { openChromium } from "./chromium.ts";
import { diligentDriver } from "./diligent-driver.ts";
import { openWebKit } from "./webkit.ts";
import { walkThePath } from "./whole-path.ts";

interface Way {
  readonly engine: string;
  readonly open: () => Promise<Browser>;
  readonly size: Size;
}

// Once, and not by each of them at the same time.
beforeAll(buildWhatIsStale);

test.concurrent.each<Way>([
  { engine: "Chromium", open: openChromium, size: tall },
  { engine: "Chromium", open: openChromium, size: small },
  { engine: "WebKitGTK", open: openWebKit, size: tall },
  { engine: "WebKitGTK", open: openWebKit, size: small },
])(
  "in $engine at $size.width × $size.height nothing is lost and nothing done twice",
  async (way) => {
    const diligent = diligentDriver();
    const agent = await startAgentHere({ drivers: [diligent.driver], workspace: "slugs" });
    const app = await serveApp(agent.started.relayUrl);
    const [browser, second] = [await way.open(), await openChromium()];
    try {
      await browser.resize(way.size);
      await walkThePath({ browser, second, agent, diligent, app });
      const done = diligent.outcomes.filter((outcome) => /^(?!cherry).*: done$/.test(outcome));
      expect(done).toEqual(["pear: done", "medlar: done", "sorb: done", "hazel: done"]);
    } finally {
      await Promise.all([browser.close(), second.close()]);
      await app.close();
      await agent.interrupt();
    }
  },
);
