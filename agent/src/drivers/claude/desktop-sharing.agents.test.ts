// Claude Code in a real window at the desktop, with our hooks: what it asks there is asked on the phone as well,
// and whoever answers first has answered.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handlers } from "../../control/control-server.ts";
import { DesktopHooks } from "../../daemon/desktop-hooks.ts";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { ClaudeDesktop } from "../../testing/agents/claude-desktop.ts";
import { claudeFixture } from "../../testing/agents/claude-fixture.ts";
import { calls, plainUsage, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled } from "../../testing/agents/pinned-agents.ts";

const dialog = "Do you want to proceed?";

let bench: AgentBench;
let desktop: ClaudeDesktop;
beforeEach(async () => {
  bench = await AgentBench.open(claudeFixture);
  desktop = new ClaudeDesktop(bench);
});
afterEach(async () => {
  await desktop.close();
  await bench.close();
});

const made = (name: string) => existsSync(join(bench.place.folder, name));

/** Of the agent's, as far as hooks are concerned. */
function handlers(): Handlers {
  const { on, driver } = bench;
  const workspaces = () => on.workspaces;
  const about = { drivers: [driver], runs: on.runs, workspaces, clock: on.clock };
  const hooks = new DesktopHooks(about);
  const hook: Handlers["hook"] = (request, { signal }) => hooks.answer(request, signal);
  return { hook } as Handlers;
}

/** A window whose hooks are heard. */
async function share(...words: readonly string[]): Promise<void> {
  desktop.longrein("hooks", "install", "claude");
  await desktop.listen(handlers());
  await desktop.openWindow(...words);
}

async function askFor(script: string, ending = "As you said."): Promise<void> {
  bench.model.script(calls(claudeFixture.calls.command(script)), says(ending));
  await desktop.type(`Please do ${script}`);
  await desktop.window.shows(dialog);
}

/** The run that a session at the desktop has become. */
async function opened() {
  const all = () => bench.on.events().flatMap((event) => (event.t === "run.opened" ? [event] : []));
  await bench.until(() => all().length > 0, "a run to be opened");
  const [run] = all();
  if (run === undefined) throw new Error("expected a run");
  return run;
}

/** A dialog does not take what is pressed in the moment in which it opens. */
async function answerThere(key: string, shown = dialog): Promise<void> {
  const hasDialog = () => desktop.window.screen().includes(shown);
  let presses = 0;
  await bench.until(() => {
    if (hasDialog() && presses++ % 50 === 0) desktop.window.press(key);
    return !hasDialog();
  }, "the dialog to close");
}

/** What became of each approval. */
function resolved() {
  return bench.on.events().flatMap((event) => (event.t === "approval.resolved" ? [event] : []));
}

describe.skipIf(!isInstalled(claudeFixture.agent))(
  "Claude Code at the desktop, by its hooks",
  () => {
    it("a dialog that is answered on the phone closes, and the command that was signed runs", async () => {
      await share();
      await askFor("touch made.txt");
      const { ask, action } = await bench.asked();
      expect(action).toMatchObject({
        t: "command",
        driver: "claude",
        tool: "Bash",
        shell: { program: "/bin/bash", script: "touch made.txt" },
        cwd: bench.place.folder,
      });
      expect(ask.approvals).toBe("displayed");
      expect(made("made.txt")).toBe(false);
      await bench.answer(ask, "approve");
      await desktop.window.hides(dialog);
      await desktop.window.shows("As you said.");
      expect(made("made.txt")).toBe(true);
      expect(await bench.rested(ask.run)).toBe("done");
      expect(bench.all(ask.run, "prompt")).toMatchObject([{ text: "Please do touch made.txt" }]);
      expect(bench.said(ask.run)).toContain("As you said.");
      expect(bench.all(ask.run, "tool.done")).toMatchObject([{ status: "completed", exitCode: 0 }]);
    });

    it("a dialog that is answered at the desktop is withdrawn on the phone", async () => {
      await share();
      await askFor("touch made.txt && sleep 5");
      const { ask } = await bench.asked();
      await answerThere("Enter");
      await bench.until(() => resolved().length > 0, "the approval to be withdrawn");
      expect(resolved()).toMatchObject([{ approval: ask.approval, outcome: "withdrawn" }]);
      // Not only once it is done: it was withdrawn while the command ran.
      expect(bench.all(ask.run, "tool.done")).toEqual([]);
      expect(await bench.rested(ask.run)).toBe("done");
      expect(made("made.txt")).toBe(true);
      expect(bench.all(ask.run, "tool.done")).toMatchObject([{ status: "completed" }]);
    });

    it("a dialog that is declined at the desktop is withdrawn on the phone, and nothing runs", async () => {
      await share();
      await askFor("touch made.txt");
      const { ask } = await bench.asked();
      await answerThere("Escape");
      expect(await bench.rested(ask.run)).toBe("done");
      expect(resolved()).toMatchObject([{ approval: ask.approval, outcome: "withdrawn" }]);
      expect(bench.all(ask.run, "tool.done")).toMatchObject([{ status: "declined" }]);
      expect(made("made.txt")).toBe(false);
    });

    it("a denial on the phone closes the dialog, and its words reach the model", async () => {
      await share();
      await askFor("touch made.txt", "Then not.");
      const { ask } = await bench.asked();
      await bench.answer(ask, "deny", "Use the other folder instead");
      await desktop.window.shows("Then not.");
      expect(made("made.txt")).toBe(false);
      const said = JSON.stringify(bench.model.turnRequests.at(-1)?.body);
      expect(said).toContain("Use the other folder instead");
      expect(await bench.rested(ask.run)).toBe("done");
      const [done] = bench.all(ask.run, "tool.done");
      expect(done).toMatchObject({ status: "declined", words: "Use the other folder instead" });
    });

    it("an edit that is approved on the phone writes the diff that was signed", async () => {
      await bench.place.write("a.txt", "one\ntwo\n");
      await share();
      const path = join(bench.place.folder, "a.txt");
      const steps = claudeFixture.calls.edit(path, "two", "TWO");
      bench.model.script(...steps.map((step) => calls(step)), says("Edited."));
      await desktop.type("Please edit it");
      const { ask, action } = await bench.asked();
      expect(action).toMatchObject({ t: "edit", tool: "Edit", changes: [{ path: "a.txt" }] });
      expect(ask.approvals).toBeUndefined();
      await bench.answer(ask, "approve");
      await desktop.window.shows("Edited.");
      expect(await bench.place.read("a.txt")).toBe("one\nTWO\n");
    });

    it("a question that is answered on the phone closes its dialog, and the model hears the answer", async () => {
      await share();
      const ask = claudeFixture.calls.question("Which colour?", ["Crimson", "Teal"]);
      bench.model.script(calls(ask), says("Painted."));
      await desktop.type("Paint it");
      await desktop.window.shows("Which colour?");
      const question = await bench.questioned();
      expect(question.parts[0]?.choices.map(({ label }) => label)).toEqual(["Crimson", "Teal"]);
      await bench.choose(question, 1);
      await desktop.window.shows("Painted.");
      const told = JSON.stringify(bench.model.turnRequests.at(-1)?.body);
      expect(told.lastIndexOf("Teal")).toBeGreaterThan(told.lastIndexOf("Crimson"));
      expect(await bench.rested(question.run)).toBe("done");
    });

    it("a question that is answered at the desktop is withdrawn on the phone", async () => {
      await share();
      const ask = claudeFixture.calls.question("Which colour?", ["Crimson", "Teal"]);
      bench.model.script(calls(ask), says("Painted."));
      await desktop.type("Paint it");
      await desktop.window.shows("Which colour?");
      const { run } = await bench.questioned();
      await answerThere("Enter", "Enter to select");
      await desktop.window.shows("Painted.");
      expect(await bench.rested(run)).toBe("done");
      const ends = bench.on.events().filter(({ t }) => t === "question.resolved");
      expect(ends).toMatchObject([{ outcome: "withdrawn" }]);
    });

    it("a plan is shown on the phone, and approved there the work goes on", async () => {
      await share("--permission-mode", "plan");
      const plan = "First prune, then paint.";
      bench.model.script(calls({ name: "ExitPlanMode", input: { plan } }), says("I begin."));
      await desktop.type("Make a plan");
      const { ask, action } = await bench.asked();
      expect(action).toMatchObject({ t: "tool", tool: "ExitPlanMode" });
      await bench.answer(ask, "approve");
      await desktop.window.shows("I begin.");
      // From here on each step is asked about.
      await desktop.window.shows("manual mode on");
      expect(await bench.rested(ask.run)).toBe("done");
    });

    it("without an agent the dialog is as it is without hooks", async () => {
      desktop.longrein("hooks", "install", "claude");
      await desktop.openWindow();
      await askFor("touch made.txt");
      await answerThere("Enter");
      await desktop.window.shows("As you said.");
      expect(made("made.txt")).toBe(true);
      expect(bench.on.asks()).toEqual([]);
    });

    it("an agent that ends while it asks leaves the dialog to the desktop", async () => {
      await share();
      await askFor("touch made.txt");
      await bench.asked();
      await desktop.deafen();
      await bench.until(() => resolved().length > 0, "the approval to be withdrawn");
      expect(resolved()).toMatchObject([{ outcome: "withdrawn" }]);
      await desktop.window.shows(dialog);
      await answerThere("Enter");
      await desktop.window.shows("As you said.");
      expect(made("made.txt")).toBe(true);
    });

    it("a session outside of shared workspaces is told to no phone", async () => {
      bench.on.workspaces = [];
      await share();
      await askFor("touch made.txt");
      await answerThere("Enter");
      await desktop.window.shows("As you said.");
      expect(bench.on.events()).toEqual([]);
    });

    it("further turns go on in the same run, with all that was said", async () => {
      await share();
      bench.model.script(says("Hello to the desktop."));
      await desktop.type("Hello from the desktop");
      const { run, title, driver } = await opened();
      expect({ title, driver }).toEqual({ title: "Hello from the desktop", driver: "claude" });
      expect(await bench.rested(run)).toBe("done");
      expect(bench.said(run)).toBe("Hello to the desktop.");
      const [used] = bench.all(run, "usage");
      expect(used?.model).toContain("claude");
      const { input, cached, output } = plainUsage;
      expect(used).toMatchObject({ input: input + cached, cached, output });
      await askFor("touch made.txt");
      const { ask } = await bench.asked();
      expect(toBase64url(ask.run)).toBe(toBase64url(run));
      await bench.answer(ask, "approve");
      await desktop.window.shows("As you said.");
      expect(await bench.rested(run)).toBe("done");
      expect(bench.all(run, "prompt")).toHaveLength(2);
    });

    it("a phone goes on with the session only when its window is closed, or with a copy", async () => {
      await share();
      bench.model.script(says("Hello to the desktop."));
      await desktop.type("Hello from the desktop");
      expect(await bench.rested((await opened()).run)).toBe("done");
      const [past] = (await bench.driver.sessions?.(bench.place.folder)) ?? [];
      expect(past).toMatchObject({ title: "Hello from the desktop", open: true });
      const session = past?.session ?? "";
      const refused = await bench.start("Hello from the phone", { session });
      expect(await bench.rested(refused)).toBe("failed");
      const [notice] = bench.all(refused, "notice").filter(({ level }) => level === "error");
      expect(notice?.text).toContain("open in a window at the desktop");
      expect(notice?.next).toContain("copy");
      bench.model.script(says("I am a copy."));
      const copy = await bench.start("Hello from the phone", { session, fork: true });
      expect(await bench.rested(copy)).toBe("done");
      await desktop.leave();
      bench.model.script(says("Welcome back."));
      await bench.prompt(refused, "Now?");
      expect(await bench.rested(refused)).toBe("done");
      expect(bench.said(refused)).toContain("Welcome back.");
    });
  },
);
