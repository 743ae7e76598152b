// A run on a phone and in the coding agent's own window at once, as `longrein attach` opens it in a real terminal:
// what is answered on one side is answered on the other.

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import {
  AgentMachine,
  type AgentOnMachine,
  sharedFolder,
} from "../testing/agents/agent-machine.ts";
import { claudeFixture, claudeOnMachine } from "../testing/agents/claude-fixture.ts";
import { codexFixture, codexOnMachine } from "../testing/agents/codex-fixture.ts";
import { calls, says } from "../testing/agents/model/model-turn.ts";
import { openCodeFixture, openCodeOnMachine } from "../testing/agents/opencode-fixture.ts";
import { isInstalled } from "../testing/agents/pinned-agents.ts";
import { Tmux } from "../testing/agents/tmux.ts";
import { type PairedPhone, pairPhone } from "../testing/first-steps.ts";

const cases = [
  {
    on: codexOnMachine,
    fixture: codexFixture("shared"),
    dialog: "Would you like to run the following command?",
    accept: "y",
  },
  {
    on: openCodeOnMachine,
    fixture: openCodeFixture,
    dialog: "Permission required",
    accept: "Enter",
  },
] as const;

let machine: AgentMachine;
let phone: PairedPhone;
let window: Tmux | undefined;

beforeAll(() => buildWhatIsStale());
afterEach(async () => {
  await window?.close();
  window = undefined;
  phone.leave();
  await machine.close();
});

async function begin(on: AgentOnMachine): Promise<string> {
  machine = await AgentMachine.open(on);
  phone = await pairPhone(machine.cli, "Ada's phone", "--role", "operator");
  await phone.come();
  machine.model.script(says("Good morning."));
  const { run } = await machine.cli.json("runs", "new", sharedFolder, "Say good morning");
  const id = String(run).slice(0, 8);
  await machine.cli.begin("runs", "tail", id).ended;
  return id;
}

async function attached(...words: readonly string[]): Promise<Tmux> {
  const { place, cli } = machine;
  window = new Tmux(place, cli.environment, cli.words(...words).join(" "));
  await window.shows("Good morning.");
  return window;
}

async function ran(): Promise<string[]> {
  return (await machine.place.witnessed()).map(({ argv }) => argv.join(" "));
}

describe.each(cases)("longrein attach, with $on.agent.name", ({ on, fixture, dialog, accept }) => {
  it.skipIf(!isInstalled(on.agent))("shares the run: either side answers, once", async () => {
    const id = await begin(on);
    const desktop = await attached("attach", id);
    const { model, cli } = machine;
    model.script(calls(fixture.calls.command("witness one")), says("One is done."));
    await cli.json("runs", "prompt", id, "Do one");
    await desktop.shows(dialog);
    const ask = await phone.owner.asked();
    expect(await phone.owner.answer(ask, "approve")).toBe("done");
    await desktop.hides(dialog);
    await desktop.shows("One is done.");
    expect(await ran()).toEqual(["witness one"]);

    model.script(calls(fixture.calls.command("witness two")), says("Two is done."));
    await cli.json("runs", "prompt", id, "Do two");
    await desktop.shows(dialog);
    const second = await phone.owner.asked();
    desktop.press(accept);
    await desktop.shows("Two is done.");
    expect(await phone.owner.answer(second, "deny"), "too late").toBe("ALREADY_RESOLVED");
    expect(await ran()).toEqual(["witness one", "witness two"]);
  });
});

describe.skipIf(!isInstalled(openCodeOnMachine.agent))("longrein opencode", () => {
  it("shows the latest run in this folder, and its dialog closes when a phone has answered", async () => {
    const id = await begin(openCodeOnMachine);
    const desktop = await attached("opencode");
    const { model, cli } = machine;
    model.script(calls(openCodeFixture.calls.command("witness one")), says("One is done."));
    await cli.json("runs", "prompt", id, "Do one");
    await desktop.shows("Permission required");
    expect(await phone.owner.answer(await phone.owner.asked(), "approve")).toBe("done");
    await desktop.hides("Permission required");
    await desktop.shows("One is done.");
    expect(await ran()).toEqual(["witness one"]);
  });
});

describe.skipIf(!isInstalled(claudeOnMachine.agent))("the windows of Claude Code", () => {
  const dialog = "Do you want to proceed?";
  const wants = async (desktop: Tmux, word: string) => {
    const command = claudeFixture.calls.command(`witness ${word}`);
    machine.model.script(calls(command), says(`${word} is done.`));
    desktop.type(`Do ${word}`);
    await desktop.shows(`Do ${word}`);
    desktop.press("Enter");
    await desktop.shows(dialog);
    return phone.owner.asked();
  };

  it("go on with a run of a phone's, which sees them; either side answers, once", async () => {
    const id = await begin(claudeOnMachine);
    await machine.cli.run("hooks", "install", "claude");
    const desktop = await attached("attach", id);
    const first = await wants(desktop, "one");
    expect(Buffer.from(first.run).toString("hex").slice(0, 8)).toBe(id);
    expect(await phone.owner.answer(first, "approve")).toBe("done");
    await desktop.hides(dialog);
    await desktop.shows("one is done.");
    expect(await ran()).toEqual(["witness one"]);

    const second = await wants(desktop, "two");
    const answered = () => !desktop.screen().includes(dialog);
    while (!answered()) {
      desktop.press("Enter");
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    await desktop.shows("two is done.");
    expect(await phone.owner.answer(second, "deny"), "too late").toBe("ALREADY_RESOLVED");
    expect(await ran()).toEqual(["witness one", "witness two"]);
  });

  it("opened in a folder by longrein claude, ask phones, too", async () => {
    await begin(claudeOnMachine);
    const { cli, place } = machine;
    await cli.run("hooks", "install", "claude");
    window = new Tmux(place, cli.environment, cli.words("claude").join(" "));
    await window.shows("? for shortcuts");
    const ask = await wants(window, "three");
    expect(await phone.owner.answer(ask, "approve")).toBe("done");
    await window.shows("three is done.");
    expect(await ran()).toEqual(["witness three"]);
  });

  it("do not go on with a run while it works, and say so", async () => {
    const id = await begin(claudeOnMachine);
    const { cli, model } = machine;
    model.script(calls(claudeFixture.calls.command("witness one")), says("One is done."));
    await cli.json("runs", "prompt", id, "Do one");
    const ask = await phone.owner.asked();
    const refused = await cli.run("attach", id);
    expect(refused.error).toContain("Claude Code is at work on this run");
    expect(await phone.owner.answer(ask, "deny")).toBe("done");
  });
});

describe.skipIf(!isInstalled(codexOnMachine.agent))("the windows of Codex", () => {
  it("show only how they would be opened where that is asked for, and need a terminal", async () => {
    const id = await begin(codexOnMachine);
    const { cli } = machine;
    const { out } = await cli.run("attach", id, "--print");
    expect(out).toMatch(
      /^cd \S+\/work && codex resume [\w-]+ --remote unix:\/\/\S+ -C \S+\/work\n$/,
    );
    const blind = await cli.run("attach", id);
    expect(blind.code).toBe(1);
    expect(blind.error).toContain("codex needs a terminal, and this is none");
    const other = await cli.run("codex", "--print", "--model", "gpt-5.5", "--json", "two words");
    expect(other.error + other.out).toContain("--model gpt-5.5 --json 'two words'");
    const unknown = await cli.run("attach", "ffff");
    expect(unknown.error).toContain('there is no run "ffff"');
  });

  it("opened in a folder, their sessions are on the server that phones see", async () => {
    await begin(codexOnMachine);
    const { cli, place, model } = machine;
    window = new Tmux(place, cli.environment, cli.words("codex").join(" "));
    await window.shows("Ask Codex to do anything");
    model.script(says("Good evening."));
    window.type("Say good evening");
    await window.shows("Say good evening");
    window.press("Enter");
    await window.shows("Good evening.");
    const about = { workspace: sharedFolder, driver: "codex" };
    await phone.phone.say({ t: "sessions.list", id: nodePrimitives.randomBytes(16), ...about });
    const { sessions } = await phone.phone.hears("sessions");
    expect(sessions).toContainEqual(
      expect.objectContaining({ title: "Say good evening", open: true, joinable: true }),
    );
  });
});
