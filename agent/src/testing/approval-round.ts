// What somebody does about one task of an agent that may die at any moment: opens a run, answers what it asks, lets
// it go on after a restart; with a phone or at the machine.

import {
  type ApprovalAsk,
  type Command,
  type Decision,
  actionDigest,
  equalBytes,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { ask } from "../control/control-client.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { Gone, type KillableAgent } from "./killable-agent.ts";
import type { Told } from "./phone-under-test.ts";

/** What somebody has done about one task, and will do again if it is not known to have arrived. */
export interface Round {
  readonly agent: KillableAgent;
  readonly task: string;
  readonly given: Command[];
  /** Of each command that a phone gave, what it was told before the agent died. */
  readonly told: Map<Command, readonly Told[]>;
  /** What the machine was told to have happened. */
  readonly saidHere: string[];
}

export function newRound(agent: KillableAgent, task: string): Round {
  return { agent, task, given: [], told: new Map(), saidHere: [] };
}

/** Who opens the run and who answers, and how. */
export interface Way {
  readonly decision: Decision;
  open(round: Round): Promise<unknown>;
  answer(round: Round, asked: ApprovalAsk): Promise<unknown>;
  /** After a restart. */
  goOn(round: Round, run: Uint8Array): Promise<unknown>;
}

const give = async ({ agent, given }: Round, command: Command) => {
  given.push(command);
  return agent.give(command);
};

export const byPhone = (decision: Decision, words?: string): Way => ({
  decision,
  open: (round) => give(round, round.agent.commands.open({ prompt: round.task })),
  answer: (round, asked) =>
    give(round, round.agent.commands.answer(asked, decision, words === undefined ? {} : { words })),
  goOn: (round, run) => give(round, round.agent.commands.goOn(run)),
});

export const atTheMachine = (decision: Decision): Way => ({
  decision,
  open: async ({ agent, task }) =>
    here(ask(agent.socket, { t: "runs.open", workspace: "w", driver: "puppet", prompt: task })),
  answer: async (round, { approval, action }) => {
    const digest = actionDigest(nodePrimitives, utf8(action));
    const which = toBase64url(approval);
    await here(ask(round.agent.socket, { t: "approvals.answer", which, decision, digest }));
    round.saidHere.push(which);
  },
  goOn: ({ agent }, run) =>
    here(ask(agent.socket, { t: "runs.continue", which: toBase64url(run) })),
});

/** An agent that dies while it is asked is gone, and that is what the test is about. */
async function here<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (cause) {
    throw new Gone("an answer at the machine", { cause });
  }
}

export const denialOfAll: Way = {
  ...byPhone("deny"),
  answer: (round, { run }) =>
    give(round, round.agent.commands.command({ t: "approvals.deny", run })),
};

export const goneIsFine = (failure: unknown) => {
  if (!(failure instanceof Gone)) throw failure;
};

export function runOf({ agent, task }: Round): Uint8Array | undefined {
  const opened = agent.events().find((event) => event.t === "run.opened" && event.title === task);
  return opened?.t === "run.opened" ? opened.run : undefined;
}

export function lastState({ agent }: Round, run: Uint8Array) {
  const ofRun = agent
    .events()
    .findLast((event) => event.t === "run.state" && equalBytes(event.run, run));
  return ofRun?.t === "run.state" ? ofRun : undefined;
}

export function asksOf({ agent }: Round, run: Uint8Array): ApprovalAsk[] {
  return agent
    .events()
    .flatMap((event) =>
      event.t === "approval.asked" && equalBytes(event.ask.run, run) ? [event.ask] : [],
    );
}

export const outcomesOf = ({ agent }: Round, { approval }: ApprovalAsk) =>
  agent
    .events()
    .flatMap((event) =>
      event.t === "approval.resolved" && equalBytes(event.approval, approval)
        ? [event.outcome]
        : [],
    );

/** What this run asks and nobody has answered, once the run waits for that. */
export async function waitsFor(round: Round): Promise<ApprovalAsk> {
  const { agent, task } = round;
  const open = () => {
    const run = runOf(round);
    if (run === undefined || lastState(round, run)?.state !== "waiting") return undefined;
    return asksOf(round, run).find((asked) => outcomesOf(round, asked).length === 0);
  };
  await agent.until(() => open() !== undefined, `${task} to ask`);
  const asked = open();
  if (asked === undefined) throw new Error("expected to be asked");
  return asked;
}

/** From the question of this run that nobody has answered to the run's end. */
export async function answerIt(way: Way, round: Round): Promise<void> {
  const { agent, task } = round;
  const asked = await waitsFor(round);
  await way.answer(round, asked);
  const hasEnded = () =>
    ["done", "stopped"].includes(lastState(round, asked.run)?.state ?? "starting");
  await agent.until(hasEnded, `${task} to end`);
}
