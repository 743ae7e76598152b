// A run that nobody looks at any more is not sent any more, whenever it was left.

import { runsFollowedMax } from "../mobile-web/src/state/bounds.ts";
import { toBase64url } from "@longrein/protocol";
import { expect, test } from "vitest";
import { startAgentHere } from "./agent-here.ts";
import { answerWithinMs, pair } from "./demo-phone.ts";
import { openRun } from "./engines/demo-agent.ts";
import { diligentDriver } from "./engines/diligent-driver.ts";
import { openPhone } from "./phone.ts";

/** Attached, greeted twice; then the word that proves who it is and names what it follows. */
const wordOfWhatIsFollowed = 4;
const listenMs = 3_000;

test("a run that is left while the link is being made is not sent on", async () => {
  const { driver } = diligentDriver();
  const agent = await startAgentHere({ drivers: [driver], workspace: "slugs" });
  const phone = await openPhone();
  const { page } = phone;
  try {
    await pair(phone, agent);
    const run = toBase64url(openRun(agent, driver.name, "count 2000"));
    // So many ask for something and say nothing more that the one that counts is not among those on the first page.
    for (let one = 0; one < runsFollowedMax; one++) openRun(agent, driver.name, `plum-${one}`);
    await page.evaluate((to) => location.assign(`#/run/${to}`), run);
    const told = () => page.getByTestId("transcript").innerText();
    await expect.poll(told, { timeout: answerWithinMs }).toContain(" 20 ");
    let [said, heard] = [0, 0];
    await page.routeWebSocket(/\/v1\/phone/, (socket) => {
      const relay = socket.connectToServer();
      relay.onMessage((message) => {
        heard++;
        socket.send(message);
      });
      socket.onMessage(async (message) => {
        said++;
        if (said === wordOfWhatIsFollowed) await page.evaluate(() => location.assign("#/"));
        relay.send(message);
      });
    });
    await page.reload();
    await page.locator("[data-link=ready]").first().waitFor();
    // What was on its way.
    await page.waitForTimeout(1_000);
    const before = heard;
    await page.waitForTimeout(listenMs);
    expect(said).toBeGreaterThan(wordOfWhatIsFollowed);
    expect(heard - before, "ten pieces of text a second are counted aloud").toBeLessThan(5);
  } finally {
    await phone.close();
    await agent.interrupt();
  }
});
