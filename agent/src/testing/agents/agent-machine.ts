// A machine as its user has it: a coding agent that knows our model only, `longrein up` with a relay of its own,
// and one shared folder. All are real processes in one home, by which those that are left behind are found.

import { CommandLine, type Running } from "../command-line.ts";
import { freePort } from "../free-port.ts";
import { throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { FakeModel } from "./model/fake-model.ts";
import { type PinnedAgent, commandOf } from "./pinned-agents.ts";
import { Place } from "./place.ts";

export interface AgentOnMachine {
  readonly agent: PinnedAgent;
  /** Writes its settings, and says what is in its user's environment. */
  setUp(place: Place, modelUrl: string): Promise<Readonly<Record<string, string>>>;
}

/** How phones know the one folder that is shared. */
export const sharedFolder = "work";

export class AgentMachine {
  readonly place: Place;
  readonly model: FakeModel;
  readonly cli: CommandLine;
  readonly #up: Running;

  private constructor(place: Place, model: FakeModel, cli: CommandLine, up: Running) {
    this.place = place;
    this.model = model;
    this.cli = cli;
    this.#up = up;
  }

  /** What has been built must be fresh. Resolves when the agent has its relay. */
  static async open({ agent, setUp }: AgentOnMachine): Promise<AgentMachine> {
    const place = await Place.make();
    const model = await FakeModel.start();
    const cli = new CommandLine(await throwAwayFolder("longrein-machine-"));
    Object.assign(cli.environment, await setUp(place, model.url));
    // What it caches is of this home, unlike what our own commands do.
    const program = `#!/bin/sh\nunset XDG_CACHE_HOME\nexec '${commandOf(agent)}' "$@"\n`;
    await place.addProgram(agent.command, program);
    await cli.json("config", "set", "drivers", agent.name);
    await cli.json("workspace", "share", place.folder, "--name", sharedFolder, "--allow-root");
    const up = cli.begin("up", "--embedded", "--port", String(await freePort()));
    await up.says("connected to the relay");
    return new AgentMachine(place, model, cli, up);
  }

  /** Ends everything; rejects if the agent has left something running. */
  async close(): Promise<void> {
    this.#up.signal("SIGTERM");
    await this.#up.ended;
    await this.model.close();
    const left = this.place.commands();
    await this.cli.remove();
    await this.place.remove();
    if (left.length > 0) throw new Error(`left running: ${left.join(", ")}`);
  }
}
