// One run of the whole: a seed decides all that happens between a phone and an agent, for a minute of
// hostility and the time after it. Returns what was broken, which should be nothing, and what happened.

import { nodePrimitives } from "../agent/src/platform/node-primitives.ts";
import { SimulatedClock } from "./clock.ts";
import { type Connection, HostileNetwork } from "./hostile-network.ts";
import { identityKey } from "./identity-key.ts";
import { Model } from "./model.ts";
import { SeededRandom } from "./seeded-random.ts";
import { SimulatedAgent } from "./simulated-agent.ts";
import { SimulatedPhone } from "./simulated-phone.ts";
import { acquaint } from "./two-ends.ts";

const healsAt = 60_000;
/** A silent death is noticed after a minute, the longest back-off is half of one. */
const endsAt = healsAt + 120_000;
const commands = 12;
const agentEvents = 12;

export interface Run {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly messages: number;
  readonly connections: number;
}

export async function simulate(seed: number): Promise<Run> {
  const random = new SeededRandom(seed);
  const clock = new SimulatedClock();
  const trace: string[] = [];
  let connections = 0;
  const note = (line: string) => {
    if (line.endsWith(" opens")) connections++;
    trace.push(`${(clock.now / 1_000).toFixed(3).padStart(8)} ${line}`);
  };
  const model = new Model(note);
  const primitives = { ...nodePrimitives, randomBytes: (length: number) => random.bytes(length) };
  const between = acquaint(primitives);
  const identity = identityKey(random.bytes(32));
  const agent = new SimulatedAgent({
    between,
    identity: identity.public,
    model,
    now: () => clock.now,
  });
  const accept = (connection: Connection) => agent.accept(connection);
  const network = new HostileNetwork({ clock, random, healsAt, accept, trace: note });
  const phone = new SimulatedPhone({
    between,
    identity,
    clock,
    random,
    network,
    model,
    trace: note,
  });
  plan({ clock, random, phone, agent, network, note });
  await clock.runUntil(endsAt);
  model.healed({
    ready: phone.ready,
    waitingCommands: phone.waitingCommands,
    phoneEvents: phone.events,
    agentEvents: agent.events,
  });
  const { violations, messagesReceived: messages } = model;
  return { seed, violations, trace, messages, connections };
}

interface Stage {
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly phone: SimulatedPhone;
  readonly agent: SimulatedAgent;
  readonly network: HostileNetwork;
  note(line: string): void;
}

/** What people and machines do meanwhile. */
function plan({ clock, random, phone, agent, network, note }: Stage): void {
  clock.at(0, () => phone.start());
  const sometime = (times: number, what: string, act: (number: number) => void) => {
    for (let number = 1; number <= times; number++) {
      clock.at(random.below(healsAt + 5_000), () => {
        note(`${what} ${number}`);
        act(number);
      });
    }
  };
  sometime(commands, "command", (number) => phone.command(`do ${number}`));
  // Some longer than a frame, so that they travel as chunks.
  sometime(agentEvents, "event", (number) =>
    agent.happened(`event ${number} ${"x".repeat(random.happens(0.3) ? 90_000 : 50)}`),
  );
  sometime(random.below(4), "phone wakes", () => phone.wake());
  sometime(random.below(3), "phone reloads", () => phone.reload());
  sometime(random.below(3), "agent restarts", () => {
    agent.restart();
    network.closeAll();
  });
}
