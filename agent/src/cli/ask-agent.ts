// One question to the agent that runs here, and how names and ids of its answers are shown.

import { type AskOptions, ask } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import type { Answers, RequestOf, Verb } from "../control/verbs.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { realPlace } from "../platform/state-folder.ts";
import { ownPlaces } from "./own-settings.ts";

export function askAgent<V extends Verb>(
  request: RequestOf<V>,
  options?: AskOptions,
): Promise<Answers[V]> {
  return ask(ownSocket(), request, options);
}

/** That the settings were changed. One that is not running reads them when it starts. */
export async function tellAgent(): Promise<void> {
  await askAgent({ t: "reload" }).catch((failure: unknown) => {
    if (!(failure instanceof UserFailure) || failure.kind !== "not-running") throw failure;
  });
}

export function ownSocket(): string {
  return socketPath(realPlace(ownPlaces().stateFolder));
}

/** Lower case, without characters that a shell or an option could take. */
export function shortId(id: Uint8Array): string {
  return longId(id).slice(0, 8);
}

export function longId(id: Uint8Array): string {
  return Buffer.from(id).toString("hex");
}
