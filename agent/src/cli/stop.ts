// `longrein stop`: asks the agent to end and waits until it has.

import { isRunning } from "../control/control-client.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, ownSocket } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { untilTrue } from "./until-true.ts";

/** Its own ends are bounded by less. */
const endsWithinMs = 10_000;

export async function stop({ terminal }: Call): Promise<undefined> {
  await stopAgent();
  terminal.say("longrein has ended");
  terminal.json({ running: false });
  return undefined;
}

export async function stopAgent(): Promise<void> {
  await askAgent({ t: "stop" });
  const socket = ownSocket();
  const hasEnded = async () => !(await isRunning(socket));
  if (!(await untilTrue(hasEnded, endsWithinMs))) {
    throw new UserFailure("failed", "longrein does not end", "longrein kill");
  }
}
