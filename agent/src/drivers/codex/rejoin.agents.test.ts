// The connection to Codex breaks off in the middle of a turn while Codex itself lives and works on: the turn is
// joined anew, and no approval is lost, asked twice or used twice. And what is said when Codex has really gone.

import { join } from "node:path";
import type { Action } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LastingProgram, startLastingProgram } from "../../platform/lasting-program.ts";
import { applyDiff } from "../../runs/apply-diff.ts";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import type { AgentFixture } from "../../testing/agents/agent-fixture.ts";
import { CodexDesktop } from "../../testing/agents/codex-desktop.ts";
import {
  codexEnvironment,
  codexFixture,
  codexOnMachine,
} from "../../testing/agents/codex-fixture.ts";
import { calls, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";
import type { Place } from "../../testing/agents/place.ts";
import { SocketGate } from "../../testing/agents/socket-gate.ts";
import { until } from "../../testing/until.ts";
import { codexDriver } from "./codex-driver.ts";
import { argvOf } from "./launch.ts";

const socket = "app-server-control/app-server-control.sock";
const command = (script: string) => ({ name: "exec_command", input: { cmd: script } });

let bench: AgentBench;
let gate: SocketGate;
let server: LastingProgram;

/** The server is somebody else's, and the way to it leads through the gate. */
const behindAGate: AgentFixture = {
  ...codexFixture("shared"),
  make: async (place, model, program) => {
    const environment = await codexOnMachine.setUp(place, model.url);
    const { folder } = place;
    const launch = { command: program, environment, folder };
    server = startLastingProgram(argvOf(launch, "--listen", "unix://"), folder, environment);
    const home = join(place.home, ".gate");
    gate = await SocketGate.open(join(home, socket), realSocket(place));
    const behind = { ...launch, environment: { ...environment, CODEX_HOME: home } };
    await (await CodexDesktop.open(place)).close();
    return codexDriver({ ...behind, server: "shared", allowedVersions: () => [], now: Date.now });
  },
};

beforeEach(async () => {
  bench = await AgentBench.open(behindAGate);
});
afterEach(async () => {
  await gate.close();
  await server.stop();
  await bench.close();
});

describe.skipIf(!isInstalled(pinnedAgents.codex))("a turn whose connection breaks off", () => {
  it("goes on with what is asked: each approval is asked for once and answered as it was", async () => {
    bench.model.script(calls(command("witness one"), command("witness two")), says("Both seen."));
    const run = await bench.start("Do two things");
    const [first, second] = [await bench.asked(1), await bench.asked(2)];
    gate.cut();
    await rejoined(run);
    await bench.answer(first.ask, "approve");
    gate.cut();
    await rejoined(run, 2);
    await bench.answer(second.ask, "deny");
    expect(await bench.rested(run)).toBe("done");
    expect(bench.on.asks()).toHaveLength(2);
    expect(outcomes()).toEqual(["approved", "denied"]);
    const ran = (await bench.place.witnessed()).map(({ argv }) => argv.join(" "));
    expect(first.action).toMatchObject({ argv: ["/bin/bash", "-lc", ...ran] });
    expect(bench.said(run)).toBe("Both seen.");
  });

  it("takes an answer that was given meanwhile, and uses it once", async () => {
    bench.model.script(calls(command("witness one")), says("It is done."));
    const run = await bench.start("Do one");
    const { ask } = await bench.asked();
    gate.shut();
    await bench.answer(ask, "approve");
    gate.reopen();
    expect(await bench.rested(run)).toBe("done");
    expect(bench.on.asks()).toHaveLength(1);
    expect(await bench.place.witnessed()).toHaveLength(1);
    expect(bench.said(run)).toBe("It is done.");
  });

  it("asks with the whole diff about an edit that was wanted meanwhile", async () => {
    const [before, after] = ["one\ntwo\n", "one\nTWO\n"];
    await bench.place.write("a.txt", before);
    const { promise: cut, resolve: wantIt } = Promise.withResolvers<void>();
    const edits = bench.fixture.calls.edit("a.txt", before, after);
    bench.model.script(
      { kind: "says", text: ["I begin. "], until: cut, calls: edits },
      says("Edited."),
    );
    const run = await bench.start("Write two in capitals");
    await bench.until(() => bench.said(run) !== "", "the first words");
    gate.shut();
    wantIt();
    await untilStatus("waitingOnApproval");
    gate.reopen();
    const { ask, action } = await bench.asked();
    expect(action).toMatchObject({ t: "edit", root: bench.place.folder });
    expect(diffsIn(action, before)).toEqual([after]);
    expect(ask.approvals ?? "exact").toBe("exact");
    expect(await bench.place.read("a.txt")).toBe(before);
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.read("a.txt")).toBe(after);
    expect(bench.all(run, "tool.done")).toMatchObject([{ status: "completed" }]);
    expect(bench.said(run)).toBe("I begin. Edited.");
  });

  it("withdraws on the phone what was answered at the desktop meanwhile", async () => {
    bench.model.script(calls(command("witness one")), says("It is done."));
    const run = await bench.start("Do one");
    await bench.asked();
    gate.shut();
    await answerAtTheDesktop();
    gate.reopen();
    expect(await bench.rested(run)).toBe("done");
    expect(outcomes()).toEqual(["withdrawn"]);
    expect(await bench.place.witnessed()).toHaveLength(1);
    expect(bench.said(run)).toBe("It is done.");
  });

  it("tells what was said meanwhile, neither less nor twice", async () => {
    const { promise: secondHalf, resolve: sayIt } = Promise.withResolvers<void>();
    const wholeText = ["One. ", "Two. ", "Three. ", "Four."];
    bench.model.script({ kind: "says", text: wholeText, everyMs: 300, until: secondHalf });
    const run = await bench.start("Count");
    await bench.until(() => bench.said(run).startsWith("One. "), "the first word");
    gate.cut();
    await rejoined(run);
    sayIt();
    expect(await bench.rested(run)).toBe("done");
    expect(bench.said(run)).toBe(wholeText.join(""));
  });

  it("comes to its end although nobody saw it end", async () => {
    const { promise: end, resolve: endIt } = Promise.withResolvers<void>();
    bench.model.script({ kind: "says", text: ["I begin. ", "I end."], until: end });
    const run = await bench.start("Begin and end");
    await bench.until(() => bench.said(run) !== "", "the first words");
    gate.shut();
    endIt();
    await untilStatus("idle");
    gate.reopen();
    expect(await bench.rested(run)).toBe("done");
    expect(bench.said(run)).toBe("I begin. I end.");
    bench.model.script(says("And again."));
    await bench.prompt(run, "Again");
    expect(await bench.rested(run)).toBe("done");
  });

  it("is stopped, although the wish came while nobody could hear it", async () => {
    const { promise: never } = Promise.withResolvers<void>();
    bench.model.script({ kind: "says", text: ["I begin. "], until: never });
    const run = await bench.start("Talk without end");
    await bench.until(() => bench.said(run) !== "", "the first words");
    gate.shut();
    const stopped = bench.stop(run);
    gate.reopen();
    await stopped;
    expect(await bench.rested(run)).toBe("stopped");
    await bench.until(() => bench.model.turnRequests[0]?.hungUp === true, "the model to be left");
  });

  it("is unclear if Codex itself has gone, and names what nobody saw the end of", async () => {
    bench.model.script(calls(command("witness begun; sleep 600")), says("Never."));
    const run = await bench.start("Wait");
    await bench.answer((await bench.asked()).ask, "approve");
    await bench.until(
      () => bench.place.commands().some((each) => each === "sleep 600"),
      "it to run",
    );
    await bench.place.kill(pinnedAgents.codex);
    expect(await bench.rested(run)).toBe("indeterminate");
    const { next } = bench.all(run, "notice").find(({ level }) => level === "error") ?? {};
    expect(next).toContain('nobody has seen the end of "/bin/bash -lc');
    expect(next).toContain("Give the prompt again");
    expect(bench.all(run, "tool.done")).toMatchObject([{ status: "failed" }]);
  });
});

/** Resolves when the run says so this often. */
function rejoined(run: Uint8Array, times = 1): Promise<void> {
  const told = () => bench.all(run, "notice").filter(({ text }) => text.includes("made again"));
  return bench.until(() => told().length >= times, "the connection to be made again");
}

function outcomes(): string[] {
  return bench.on
    .events()
    .flatMap((event) => (event.t === "approval.resolved" ? [event.outcome] : []));
}

function realSocket(place: Place): string {
  return join(codexEnvironment(place).CODEX_HOME, socket);
}

/** Each file of an edit that is asked about, as the action's diff would make it. */
function diffsIn(action: Action, before: string): (string | undefined)[] {
  return action.t === "edit" ? action.changes.map(({ diff }) => applyDiff(before, diff)) : [];
}

async function answerAtTheDesktop(): Promise<void> {
  const { place, model } = bench;
  let answered = false;
  const desktop = await CodexDesktop.open(place, () => {
    answered = true;
    return Promise.resolve({ decision: "accept" });
  });
  await until(() => answered, "the desktop to be asked", 20_000);
  await bench.until(() => model.turnRequests.length === 2, "the model to hear of it");
  await desktop.close();
}

async function untilStatus(status: "idle" | "waitingOnApproval"): Promise<void> {
  const desktop = await CodexDesktop.open(bench.place);
  await desktop.untilStatus(status);
  await desktop.close();
}
