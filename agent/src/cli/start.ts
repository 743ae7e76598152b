// `longrein start`: the agent in the background, and back to the prompt when it answers.

import { isRunning } from "../control/control-client.ts";
import { startInBackground } from "../platform/background.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent } from "./ask-agent.ts";
import { socketPath } from "../control/socket-path.ts";
import type { Call } from "./command.ts";
import { ownPlaces } from "./own-settings.ts";
import { upFlags } from "./up-flags.ts";
import { untilTrue } from "./until-true.ts";
import { whyNotStarted } from "./why-not-started.ts";

const answersWithinMs = 20_000;
/** For the relay to answer; without it there is nothing wrong yet. */
const linkedWithinMs = 4_000;
/** What `up` understands as well. */
const passedOn = upFlags.map(({ name }) => name);

export async function start(call: Call): Promise<undefined> {
  const { terminal } = call;
  const stateFolder = openStateFolder(ownPlaces().stateFolder);
  const socket = socketPath(stateFolder);
  if (await isRunning(socket)) {
    throw new UserFailure("refused", "longrein is running already", "longrein status");
  }
  const background = startInBackground(
    ["up", "--background", ...flagsOf(call)],
    stateFolder,
    terminal.program,
  );
  const answers = async () => background.hasEnded() || (await isRunning(socket));
  if (!(await untilTrue(answers, answersWithinMs)) || background.hasEnded()) {
    throw whyNotStarted(background.said(), background.hasEnded());
  }
  const isLinked = async () => (await askAgent({ t: "status" })).link === "ready";
  const linked = await untilTrue(isLinked, linkedWithinMs);
  const { relay, pid } = await askAgent({ t: "status" });
  terminal.json({ running: true, pid, relay, linked });
  terminal.say(`longrein runs in the background, connected to ${relay}`);
  if (!linked) terminal.say("not connected yet: the relay has not answered; it keeps trying");
  terminal.say(`to pair a phone: ${terminal.command("pair")}`);
  return undefined;
}

function flagsOf(call: Call): string[] {
  return passedOn.flatMap((name) => {
    const value = call.value(name);
    if (value !== undefined) return [`--${name}`, value];
    return call.isSet(name) ? [`--${name}`] : [];
  });
}
