// One session on the phone and in a window at the desktop: each sees what the other says, and either answers.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Driver } from "../../runs/driver.ts";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import type { AgentFixture } from "../../testing/agents/agent-fixture.ts";
import { calls, says } from "../../testing/agents/model/model-turn.ts";
import {
  openCodeEnvironment,
  openCodeFixture,
  openCodeOptions,
  writeOpenCodeSettings,
} from "../../testing/agents/opencode-fixture.ts";
import { isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";
import { Tmux } from "../../testing/agents/tmux.ts";
import { openCodeDriver } from "./opencode-driver.ts";

let bench: AgentBench;
let driver: Driver | undefined;
let window: Tmux | undefined;
let run: Uint8Array;

const shared: AgentFixture = {
  ...openCodeFixture,
  make: async (place, { url }, command) => {
    await writeOpenCodeSettings(place, url);
    driver = openCodeDriver({ ...openCodeOptions(place), command });
    return driver;
  },
};

beforeEach(async () => {
  bench = await AgentBench.open(shared);
  bench.model.script(says("Hello from the model."));
  run = await bench.start("Hello from the phone");
  await bench.rested(run);
  const [past] = (await driver?.sessions?.(bench.place.folder)) ?? [];
  const desktop = await driver?.window?.({ session: past?.session ?? "" });
  if (desktop === undefined) throw new Error("nothing to attach to");
  const environment = { ...openCodeEnvironment(bench.place), ...desktop.environment };
  window = new Tmux(bench.place, environment, desktop.argv.join(" "));
  await window.shows("Hello from the model.");
});
afterEach(async () => {
  await window?.close();
  window = undefined;
  await bench.close();
});

const shown = (text: string | RegExp) => window?.shows(text) ?? Promise.reject(new Error("closed"));

async function askForFile(): Promise<void> {
  bench.model.script(calls(openCodeFixture.calls.command("touch made.txt")), says("As you said."));
  await bench.prompt(run, "Make a file");
}

describe.skipIf(!isInstalled(pinnedAgents.opencode))(
  "a session of OpenCode's in two places",
  () => {
    it("shows at the desktop what is said on the phone, and an answer there closes its dialog", async () => {
      await askForFile();
      const { ask } = await bench.asked();
      await shown("Permission required");
      await bench.answer(ask, "approve");
      expect(await bench.rested(run)).toBe("done");
      expect(bench.said(run)).toContain("As you said.");
      expect(await bench.place.read("made.txt")).toBe("");
      await shown("As you said.");
      await window?.hides("Permission required");
    });

    it("takes the question back from the phone when it is answered at the desktop", async () => {
      await askForFile();
      const { ask } = await bench.asked();
      await shown("Permission required");
      window?.press("Enter");
      expect(await bench.rested(run)).toBe("done");
      expect(await bench.place.read("made.txt")).toBe("");
      const resolved = bench.on
        .events()
        .flatMap((event) => (event.t === "approval.resolved" ? [event] : []));
      expect(resolved).toMatchObject([{ approval: ask.approval, outcome: "withdrawn" }]);
      const done = bench.all(run, "tool.done");
      expect(done.at(-1)?.status).toBe("completed");
    });

    it("shows on the phone what is said at the desktop", async () => {
      bench.model.script(says("Hello to the desktop."));
      window?.type("Hello from the desktop");
      await shown("Hello from the desktop");
      window?.press("Enter");
      await shown("Hello to the desktop.");
      await bench.until(() => bench.said(run).includes("Hello to the desktop."), "the answer");
      const prompts = bench.all(run, "prompt").map(({ text, device }) => ({ text, own: !device }));
      expect(prompts).toContainEqual({ text: "Hello from the desktop", own: true });
    });

    it("leaves it to the desktop to allow what the desktop has begun", async () => {
      bench.model.script(calls(openCodeFixture.calls.command("touch theirs.txt")), says("Done."));
      window?.type("Make a file of mine");
      await shown("Make a file of mine");
      window?.press("Enter");
      await shown("Permission required");
      expect(bench.on.asks()).toEqual([]);
      window?.press("Enter");
      await shown("Done.");
      expect(await bench.place.read("theirs.txt")).toBe("");
    });
  },
);
