// What is far longer than a screen: a command of 20 KiB, a line of a mebibyte, a diff of 5,000 lines, and names of
// files that hide what they are. All of it can be read to its end, answered, and gone away from.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sha256 } from "../../agent/src/platform/files.ts";
import type { DriverRun, Wish } from "../../agent/src/runs/driver.ts";
import { makeDiff } from "../../agent/src/runs/make-diff.ts";
import { buildWhatIsStale } from "../../scripts/fresh-build.ts";
import { type AgentHere, startAgentHere } from "../agent-here.ts";
import { simpleDriver } from "../simple-driver.ts";
import { until } from "../until.ts";
import { type Browser, type Size, small, tall } from "./browser.ts";
import { openChromium } from "./chromium.ts";
import { answer, openRun, pair } from "./demo-agent.ts";
import { inPage, press, see, testId, textAt } from "./finger.ts";
import { openWebKit } from "./webkit.ts";

interface Way {
  readonly engine: string;
  readonly open: () => Promise<Browser>;
  readonly size: Size;
}

const ways: readonly Way[] = [
  { engine: "Chromium", open: openChromium, size: tall },
  { engine: "Chromium", open: openChromium, size: small },
  { engine: "WebKitGTK", open: openWebKit, size: tall },
  { engine: "WebKitGTK", open: openWebKit, size: small },
];

const elementsMax = 1_200;
/** Far longer than it takes on a machine that has nothing else to do. */
const answersWithinMs = 10_000;
const lines = Array.from({ length: 5_000 }, (_, line) => `${line}`).join("\n");
const after = `${lines}\n`;
const hiddenName = "safe\u202etxt.sh\u200b";
const card = testId("approval-card");
const live = `${card}:not([data-stage="resolved"])`;

const edit = ({ folder }: DriverRun, path: string, text: string): Wish => {
  const change = { path, after: sha256(Buffer.from(text)), diff: makeDiff("", text) };
  return { t: "edit", tool: "edit", root: folder, changes: [change] };
};

const command = ({ folder }: DriverRun, ...argv: readonly string[]): Wish => {
  return {
    t: "command",
    tool: "shell",
    argv: [...argv],
    cwd: folder,
    environment: [],
    operands: [],
  };
};

const wishes: Readonly<Record<string, (run: DriverRun) => Wish>> = {
  command: (run) => command(run, "touch", "first", "x/".repeat(10_240), "last"),
  script: (run) => {
    const steps = Array.from({ length: 1_400 }, (_, step) => `: step ${step}`).join("\n");
    return command(run, "/bin/sh", "-c", `${steps}\ntouch scripted`);
  },
  diff: (run) => edit(run, "long", after),
  refused: (run) => edit(run, "refused", after),
  names: (run) => edit(run, hiddenName, "one\n"),
};

const driver = simpleDriver("longwinded", async (run, prompt) => {
  const wish = wishes[prompt]?.(run);
  if (wish !== undefined) return void (await run.perform(wish, prompt, "It has to be."));
  const item = run.nextItem();
  run.emit({ t: "tool", item, kind: "command", title: "print a line", at: Date.now() });
  run.emit({ t: "tool.output", item, delta: `${"line ".repeat(209_716)}\nits end\n` });
  run.emit({ t: "tool.done", item, status: "completed", exitCode: 0, diff: makeDiff("", lines) });
});

// Once, and not by each of them at the same time.
beforeAll(buildWhatIsStale);

test.each(ways)(
  "in $engine at $size.width × $size.height what is long is read to its end, and answers",
  async ({ open, size }) => {
    const agent = await startAgentHere({ drivers: [driver], workspace: "slugs" });
    const browser = await open();
    try {
      await browser.resize(size);
      await pair(browser, agent);
      await deniesAtOnce(browser, agent);
      for (const act of ["command", "script", "diff"]) await approvesAtTheEnd(browser, agent, act);
      await until(
        "the diff to be written",
        () => written(agent, "long"),
        (text) => text === after,
      );
      expect(written(agent, "scripted")).toBe("");
      await namesAreSeen(browser, agent);
      await outputIsShown(browser, agent);
    } finally {
      await browser.close();
      await agent.interrupt();
    }
  },
);

/** Nothing while there is no such file. */
const written = ({ started }: AgentHere, name: string): string | undefined => {
  const path = join(started.workspace, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
};

/** What was not read can be denied. */
async function deniesAtOnce(browser: Browser, agent: AgentHere): Promise<void> {
  openRun(agent, driver.name, "refused");
  await see(browser, live, "5000");
  await isLight(browser);
  await inTime(() => answer(browser, "refused", "deny"));
  await see(browser, `${card}[data-outcome="denied"]`);
}

async function approvesAtTheEnd(browser: Browser, agent: AgentHere, act: string): Promise<void> {
  openRun(agent, driver.name, act);
  await see(browser, `${live} ${testId("approve")}:disabled`);
  await see(browser, `${live} ${testId("next-part")}`);
  for (const part of [0.3, 0.7, 0.1]) {
    await inPage(browser, scrollTo, `${live} ${testId("action")}`, part);
    await isLight(browser);
  }
  expect(await textAt(browser, `${live} .decide-after`)).not.toBe("");
  await until(
    "its end to be seen",
    async () => {
      await inPage(browser, scrollTo, `${live} ${testId("action")}`, 1);
      return inPage(browser, (at) => document.querySelector(at) === null, `${live} .decide-after`);
    },
    Boolean,
  );
  await isLight(browser);
  await inTime(() => press(browser, { at: testId("approve"), in: live }));
  await see(browser, `${card}[data-outcome="approved"]`);
  await until(
    "none to wait",
    () => textAt(browser, live),
    (text) => text === "",
  );
}

async function namesAreSeen(browser: Browser, agent: AgentHere): Promise<void> {
  openRun(agent, driver.name, "names");
  const shown = await see(browser, `${live} .action-file`);
  expect(shown).toContain("safe");
  expect(shown.replaceAll("\n", "")).toContain("RLO U+202Etxt.shZWSP U+200B");
  await see(browser, `${live} ${testId("warning")}`);
  await answer(browser, "safe", "deny");
}

async function outputIsShown(browser: Browser, agent: AgentHere): Promise<void> {
  openRun(agent, driver.name, "print");
  await press(browser, { at: testId("run-row") });
  await see(browser, testId("tool"));
  await inTime(() => press(browser, { at: ".tool-body button" }));
  await see(browser, testId("tool-output"), "line line");
  expect(await textAt(browser, ".tool-body .note"), "it says that it was cut").not.toBe("");
  await see(browser, testId("artifact"), "all that it printed");
  await isLight(browser);
  await inTime(() => press(browser, { at: ".tool-body > button" }));
  await until(
    "the output to be folded up",
    () => textAt(browser, testId("tool-output")),
    (text) => text === "",
  );
}

async function isLight(browser: Browser): Promise<void> {
  const count = Number(await browser.evaluate(`document.querySelectorAll("*").length`));
  expect(count).toBeLessThanOrEqual(elementsMax);
}

async function inTime(act: () => Promise<void>): Promise<void> {
  const before = performance.now();
  await act();
  expect(performance.now() - before).toBeLessThan(answersWithinMs);
}

/** Runs in the page. */
async function scrollTo(at: string, part: number): Promise<void> {
  const box = document.querySelector(at);
  if (box === null) throw new Error(`nothing at ${at}`);
  box.scrollIntoView({ block: "center", behavior: "instant" });
  box.scrollTop = part * (box.scrollHeight - box.clientHeight);
  await new Promise((resolve) => setTimeout(resolve, 200));
}
