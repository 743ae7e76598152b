// A coding agent of whose every word somebody hostile has the say: what it is called, what it offers, what it says,
// asks, plans, prints and remembers.

import type { DriverSetup } from "@longrein/protocol";
import type { Driver, DriverRun } from "../../../agent/src/runs/driver.ts";
import { isCommandName } from "../../../agent/src/runs/fit-commands.ts";
import { asking, plainWish } from "./hostile-questions.ts";
import { telling } from "./hostile-sayings.ts";
import type { Planted } from "./planted.ts";

/** What it does at one of these words; at any other it does nothing. */
export const acts = {
  tell: "tell",
  ask: "ask",
  plain: "plain",
  title: "title",
  fail: "fail",
} as const;

export function hostileDrivers(planted: Planted): readonly Driver[] {
  const same = ["run.opened.driver", "command.driver", "edit.driver", "tool.driver"];
  const names = planted.in(["setup.drivers[].name", ...same], { apart: true });
  const setups = setupsOf(planted, names.length);
  const conversation = acting(planted);
  const titles = planted.in("sessions.sessions[].title");
  const said = planted.in("session.said[].text");
  const sessions = planted.in("sessions.sessions[].session");
  return names.map((name, index) => ({
    name,
    describe: () => Promise.resolve(setups(name, index)),
    open: (run) =>
      Promise.resolve({
        turn: (prompt) => conversation(run, prompt),
        close: () => Promise.resolve(),
      }),
    sessions: () => Promise.resolve(index > 0 ? [] : titles.map(pastSession(sessions))),
    said: () => Promise.resolve(said.map((text) => ({ by: "agent", text }))),
  }));
}

const pastSession = (names: readonly string[]) => (title: string, index: number) => ({
  session: names[index] ?? `session ${index}`,
  title,
  changedAt: Date.now(),
  open: false,
  joinable: false,
});

/** The first has the longest lists; of the others each says one thing more. */
function setupsOf(planted: Planted, count: number): (name: string, index: number) => DriverSetup {
  const titles = planted.in("setup.drivers[].title", { most: count });
  const versions = planted.in("setup.drivers[].version", { apart: true });
  const unusable = planted.in("setup.drivers[].unusable");
  const choices = (of: "models" | "modes") => {
    const shown = planted.in(`setup.drivers[].${of}[].title`, { apart: true });
    const names = planted.in(`setup.drivers[].${of}[].name`, { apart: true, bytesMax: 64 });
    return names.map((name, index) => ({ name, title: shown[index] ?? "" }));
  };
  const lists = {
    models: choices("models"),
    modes: choices("modes"),
    commands: planted.in("setup.drivers[].commands[]", { apart: true, only: isCommandName }),
  };
  return (name, index) => ({
    name,
    title: titles[index] ?? `Number ${index}`,
    version: versions[index] ?? "1",
    approvals: "exact",
    steers: false,
    resumes: true,
    ...(index === 0 ? lists : { models: [], modes: [], unusable: unusable[index - 1] ?? "" }),
  });
}

function acting(planted: Planted): (run: DriverRun, prompt: string) => Promise<void> {
  const titles = planted.in("run.titled.title");
  const reasons = planted.in("run.state.reason");
  const tell = telling(planted);
  const ask = asking(planted);
  return async (run, prompt) => {
    const [act, number] = prompt.split(" ");
    if (act === acts.title) run.titled(titles[Number(number)] ?? "");
    if (act === acts.fail) throw new Error(reasons[Number(number)] ?? "");
    if (act === acts.tell) tell(run);
    if (act === acts.ask) await ask(run);
    if (act === acts.plain) await run.perform(plainWish(run.folder), "It asks", "As before.");
  };
}
