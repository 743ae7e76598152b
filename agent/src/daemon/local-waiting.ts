// Prompts that wait for the end of a run's turn, as the command line lists, changes and withdraws them: what the run's
// feed tells of them, which is what phones see, too.

import { type AgentEvent, toBase64url } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { readOn } from "../store/read-on.ts";
import { saltOfRun } from "../store/run-salts.ts";
import type { Store } from "../store/store.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick, shortId } from "./pick.ts";
import type { RunKeeper } from "./run-keeper.ts";

type Queued = Extract<AgentEvent, { t: "prompt.queued" }>;

export function localWaiting(
  overview: InboxOverview,
  runs: RunKeeper,
  store: Store,
): Pick<Handlers, "prompts.list" | "prompts.change" | "prompts.withdraw"> {
  const pickedRun = (which: string) => pick(which, overview.runs(), "run", "longrein runs").id;
  const picked = (run: Uint8Array, which: string) => {
    const waiting = waitingIn(store, run).map((queued) => ({ ...queued, id: queued.command }));
    const list = `longrein runs prompts ${shortId(run)}`;
    return { ...pick(which, waiting, "prompt that waits", list), list };
  };
  return {
    "prompts.list": ({ which }) => {
      const run = pickedRun(which);
      const prompts = waitingIn(store, run).map(({ command, text, device, at }) => {
        const phone = device && store.devices.byId(device)?.name;
        return { prompt: command, text, at, ...(phone !== undefined && { phone }) };
      });
      return { run, prompts };
    },
    "prompts.change": ({ which, prompt: beginning, text }) => {
      const run = pickedRun(which);
      const { id: prompt, revision, text: before, list } = picked(run, beginning);
      const code = runs.changePrompt(run, { prompt, revision, text });
      if (code === "done") return { run, prompt, before };
      throw new UserFailure("failed", "it waits no longer", list);
    },
    "prompts.withdraw": ({ which, prompt: beginning }) => {
      const run = pickedRun(which);
      const { id: prompt, text: before, list } = picked(run, beginning);
      const code = runs.withdrawPrompt("machine", run, prompt);
      if (code === "done") return { run, prompt, before };
      throw new UserFailure("failed", "it waits no longer", list);
    },
  };
}

/** The first to begin first, each as old as when it was given: other words make it no younger. */
function waitingIn(store: Store, run: Uint8Array): Queued[] {
  const waiting = new Map<string, Queued>();
  readOn(store.events, store.events.start(saltOfRun(run)), (event) => {
    if (event.t === "prompt.queued") {
      const key = toBase64url(event.command);
      waiting.set(key, { ...event, at: waiting.get(key)?.at ?? event.at });
    }
    if (event.t !== "prompt" && event.t !== "prompt.dropped") return;
    if (event.command !== undefined) waiting.delete(toBase64url(event.command));
    else if (event.t === "prompt.dropped") waiting.clear();
  });
  return [...waiting.values()];
}
