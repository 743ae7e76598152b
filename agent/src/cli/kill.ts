// `longrein kill`: everything ends now, whether the agent answers, has died or hangs, and nothing starts again before
// somebody here says so.

import { isRunning } from "../control/control-client.ts";
import { systemClock } from "../platform/clock.ts";
import { killFile } from "../platform/kill-file.ts";
import { endLeftRelay } from "../platform/left-relay.ts";
import { killOrphans, marksProcesses } from "../platform/own-children.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, ownSocket } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { ownPlaces } from "./own-settings.ts";
import { untilTrue } from "./until-true.ts";

/** It needs less; one that hangs does not keep us any longer from ending its runs. */
const answersWithinMs = 1_500;
const endsWithinMs = 5_000;
/** What is known, and no more: nobody is told where a program went that left on purpose. */
const hasEndedText = marksProcesses
  ? "the agent, its runs and what they have started have ended; a program that left both its group and its environment on purpose may still run"
  : "the agent, its runs and their process groups have ended; a program that left its group on purpose may still run";

export async function kill(call: Call): Promise<undefined> {
  const { terminal } = call;
  const stateFolder = openStateFolder(ownPlaces().stateFolder);
  const file = killFile(stateFolder);
  if (call.isSet("release")) {
    const wasOn = file.read() !== undefined;
    file.remove();
    const off = wasOn ? "the kill switch is off" : "the kill switch was off already";
    terminal.say(`${off}; to start again: ${terminal.command("start")}`);
    terminal.json({ killed: false });
    return undefined;
  }
  const wasRunning = await isRunning(ownSocket());
  file.make(`by the command kill, ${new Date(systemClock.now()).toISOString()}`);
  // The file is enough; being asked as well is only sooner.
  await askAgent({ t: "kill" }, { withinMs: answersWithinMs }).catch(() => undefined);
  // What an agent has left that hangs, or was killed and cannot be started any more to end it.
  const noneIsLeft = await killOrphans(stateFolder);
  const hasEnded = async () => !(await isRunning(ownSocket()));
  refuseUnended(await untilTrue(hasEnded, endsWithinMs), noneIsLeft);
  await endLeftRelay(stateFolder);
  const ended = file.read()?.ended;
  terminal.say(wasRunning ? hasEndedText : "it was not running");
  if (wasRunning && ended !== undefined) terminal.say(`ended: ${ended}`);
  terminal.say(`nothing starts any more before ${terminal.command("kill --release")}`);
  terminal.json({ killed: true, wasRunning, ...(ended !== undefined && { ended }) });
  return undefined;
}

function refuseUnended(hasEnded: boolean, noneIsLeft: boolean): void {
  if (!hasEnded) {
    throw new UserFailure(
      "failed",
      "the agent does not end; it will start nothing any more once it has been ended",
      "end its process by hand: longrein status names it",
    );
  }
  if (!noneIsLeft) {
    throw new UserFailure(
      "failed",
      "some of what runs have started does not end",
      "look for it among your processes; nothing is started any more",
    );
  }
}
