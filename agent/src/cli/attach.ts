// `longrein attach RUN`, and `longrein codex`, `opencode` and `claude`: the coding agent's own window in this
// terminal, on what phones see, too. Either side may speak, and whoever answers first has answered.

import type { WindowAnswer } from "../control/verbs.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent } from "./ask-agent.ts";
import { type Window, openWindow } from "./attach-window.ts";
import type { Act, Call } from "./command.ts";

const lookEveryMs = 250;
const resumedWithinMs = 60_000;

export async function attach(call: Call): Promise<number> {
  const which = call.argument("RUN");
  const { driver, window } = await askAgent({ t: "runs.window", which });
  return openWindow(call, window ?? (await resumed(call, which, driver)));
}

/** Of this coding agent, in the folder in which it is called; the user's own words follow. */
export function windowOf(name: string): Act {
  return async (call) => {
    const words = call.all("WORDS");
    const folder = process.cwd();
    const { window } = await askAgent({ t: "driver.window", driver: name, folder });
    if (window !== undefined)
      return openWindow(call, { ...window, argv: [...window.argv, ...words] });
    const why = `no run of ${name} is at work in this folder, so that there is nothing to attach to`;
    throw new UserFailure("failed", why, `longrein runs new WORKSPACE PROMPT --agent ${name}`);
  };
}

/** A new session of Claude Code's own; hooks let phones see it. */
export function plainClaude(call: Call): Promise<number> {
  const argv = ["claude", ...call.all("WORDS")];
  return openWindow(call, { argv, environment: [], folder: process.cwd() });
}

/** The run is at rest and nothing of it is left to be shown: a prompt brings it back. */
async function resumed(call: Call, which: string, driver: string): Promise<Window> {
  const { terminal } = call;
  const why = `the run is at rest, and ${driver} has ended with it`;
  const question = `${why}; what shall it go on with? `;
  const canAsk = terminal.isInteractive && !call.isSet("print");
  const prompt = canAsk ? await terminal.ask(question) : undefined;
  if (prompt === undefined || prompt.trim() === "") {
    throw new UserFailure("failed", why, `longrein runs prompt ${which} PROMPT`);
  }
  await askAgent({ t: "runs.prompt", which, text: prompt });
  const end = performance.now() + resumedWithinMs;
  while (performance.now() < end) {
    const { window }: WindowAnswer = await askAgent({ t: "runs.window", which });
    if (window !== undefined) return window;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new UserFailure("failed", `${driver} does not come back`, `longrein runs show ${which}`);
}
