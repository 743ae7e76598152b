// The store and the keys themselves, for the few commands that work where no agent runs to be asked.

import { type AgentKeys, hasKeys, loadOrCreateKeys } from "../platform/agent-keys.ts";
import { takeLock } from "../platform/instance-lock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { type Store, openStore } from "../store/store.ts";
import { askAgent } from "./ask-agent.ts";
import { ownPlaces } from "./own-settings.ts";
import { version } from "./version.ts";

export interface OwnStore {
  readonly stateFolder: string;
  readonly keys: AgentKeys;
  readonly store: Store;
}

/** "alone": while no agent runs, and none can start; "beside": a running one is no hindrance. */
export async function withOwnStore<T>(
  how: "alone" | "beside",
  act: (own: OwnStore) => T | Promise<T>,
): Promise<T> {
  const stateFolder = existingStateFolder();
  const lock = takeLock(stateFolder);
  try {
    if (lock === undefined) await standBeside(how);
    const keys = loadOrCreateKeys(stateFolder);
    const store = openStore(stateFolder, keys.master, nodePrimitives);
    try {
      return await act({ stateFolder, keys, store });
    } finally {
      store.database.close();
    }
  } finally {
    lock?.release();
  }
}

/** Nothing is made: a new agent is for `longrein up` to begin. */
function existingStateFolder(): string {
  const { stateFolder } = ownPlaces();
  if (hasKeys(stateFolder)) return openStateFolder(stateFolder);
  throw new UserFailure("failed", `there is no agent in ${stateFolder} yet`, "longrein up");
}

async function standBeside(how: "alone" | "beside"): Promise<void> {
  if (how === "alone") throw new UserFailure("refused", "longrein is running", "longrein stop");
  const running = await askAgent({ t: "status" });
  if (running.version === version) return;
  // To open its store could bring that to a version which the running one does not know.
  const message = `the longrein that runs is version ${running.version}, and this is ${version}`;
  throw new UserFailure("refused", message, "longrein stop");
}
