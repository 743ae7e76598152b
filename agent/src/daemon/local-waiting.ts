// Prompts that wait for the end of a run's turn, as the command line lists, changes and withdraws them. The run knows
// them: its feed, which tells of them as well, may be long.

import type { Handlers } from "../control/control-server.ts";
import { clearText } from "../egress/clear-text.ts";
import type { Keep } from "../egress/hide-secrets.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { saltOfRun } from "../store/run-salts.ts";
import type { Store } from "../store/store.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick, shortId } from "./pick.ts";
import type { RunKeeper } from "./run-keeper.ts";

export function localWaiting(
  overview: InboxOverview,
  runs: RunKeeper,
  store: Store,
): Pick<Handlers, "prompts.list" | "prompts.change" | "prompts.withdraw"> {
  const pickedRun = (which: string) => pick(which, overview.runs(), "run", "longrein runs").id;
  const waitingIn = (run: Uint8Array) =>
    runs.waitingIn(run).map(({ command: id, text, ...about }) => {
      return { id, text: shownText(store, run, text), ...about };
    });
  const picked = (run: Uint8Array, which: string) => {
    const waiting = waitingIn(run);
    const list = `longrein runs prompts ${shortId(run)}`;
    return { ...pick(which, waiting, "prompt that waits", list), list };
  };
  return {
    "prompts.list": ({ which }) => {
      const run = pickedRun(which);
      const prompts = waitingIn(run).map(({ id: prompt, text, device, at }) => {
        const phone = device && store.devices.byId(device)?.name;
        return { prompt, text, at, ...(phone !== undefined && { phone }) };
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

/** In the words that the run's feed tells, so that what is hidden there is hidden here, under the same number. */
function shownText(store: Store, run: Uint8Array, text: string): string {
  const keep: Keep = (kind, original) => store.secrets.keep(saltOfRun(run), kind, original);
  return store.database.transaction(() => clearText(text, keep));
}
