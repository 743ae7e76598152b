// A real agent that is killed with SIGKILL at every write of an approval's path, from the prompt to the end of the
// run, and started again each time: no answer that counted is lost, nothing is done twice, and phone, command line and
// audit log tell the same.

import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundleProgram } from "../../../scripts/bundle-program.ts";
import { ask } from "../control/control-client.ts";
import {
  type Round,
  type Way,
  answerIt,
  asksOf,
  atTheMachine,
  byPhone,
  denialOfAll,
  goneIsFine,
  lastState,
  newRound,
  outcomesOf,
  runOf,
  waitsFor,
} from "../testing/approval-round.ts";
import { type KillableAgent, killableAgent, killedDaemon } from "../testing/killable-agent.ts";

/** A minute or two on a quiet machine. */
const patienceMs = 1_200_000;
const nowhere = 0;

let program: string;
beforeAll(async () => {
  program = await bundleProgram(killedDaemon, "killed-daemon");
});
const agents: KillableAgent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.remove();
});

/** What was told before the crash holds after it, and each question has one end, which is the same for all. */
async function expectOneOutcome({ decision }: Way, round: Round): Promise<void> {
  const { agent, given, told, saidHere } = round;
  expect(await ask(agent.socket, { t: "approvals.list" })).toEqual({ approvals: [] });
  expect(await ask(agent.socket, { t: "audit.verify" })).toMatchObject({ t: "whole" });
  const run = runOf(round);
  const asked = run === undefined ? [] : asksOf(round, run);
  const entries = await auditOf(agent);
  for (const each of asked) {
    const outcomes = outcomesOf(round, each);
    expect(entries.get(toBase64url(each.approval))).toEqual(outcomes);
    expect(outcomes).toHaveLength(1);
  }
  const [first] = asked;
  const wanted = decision === "approve" ? "approved" : "denied";
  const outcome = first && outcomesOf(round, first)[0];
  if (first !== undefined && saidHere.includes(toBase64url(first.approval))) {
    expect(outcome).toBe(wanted);
  }
  if (agent.timesDone(round.task) > 0) expect(outcome).toBe("approved");
  for (const command of given) {
    const before = told.get(command)?.at(-1);
    const after = await agent.give(command);
    if (before?.state === "running") expect(after.state).toBeOneOf(["done", "indeterminate"]);
    else if (before !== undefined) expect(after).toEqual(before);
    if (command.t === "approval.answer" && after.state === "done") expect(outcome).toBe(wanted);
  }
}

/** By approval: how the audit log says that it ended, each time that it says so. */
async function auditOf({ socket }: KillableAgent): Promise<Map<string, string[]>> {
  const ends = new Map<string, string[]>();
  for (const { entry = "{}" } of (await ask(socket, { t: "audit.list", count: 60 })).entries) {
    const end = /"what":"approval\.(approved|denied|expired|withdrawn|void)"/.exec(entry)?.[1];
    const approval = /"approval":"([\w-]{22})"/.exec(entry)?.[1];
    if (end === undefined || approval === undefined) continue;
    ends.set(approval, [...(ends.get(approval) ?? []), end]);
  }
  return ends;
}

/** Whoever has lost an agent starts it again, says again what may not have arrived, and sees it through. */
async function pickUp(way: Way, round: Round): Promise<string> {
  const { agent, task, given, told } = round;
  for (const command of given) told.set(command, agent.told(command));
  await agent.start();
  await agent.come();
  const wasKnown = runOf(round) !== undefined;
  await expectOneOutcome(way, round);
  const times = agent.timesDone(task);
  const run = runOf(round);
  const last = run && lastState(round, run);
  const goesOn = run !== undefined && last?.goOn !== undefined;
  if (wasKnown && !goesOn) {
    expect(last?.state).toBeOneOf(["done", "stopped", "indeterminate"]);
    if (last?.state === "done") expect(times).toBe(timesWanted(way));
    expect(times).toBeLessThanOrEqual(timesWanted(way));
    return `stands, done ${times} times`;
  }
  expect(times).toBe(0);
  if (goesOn) await way.goOn(round, run);
  else if (given.length === 0) await way.open(round);
  await answerIt(way, round);
  expect(agent.timesDone(task)).toBe(timesWanted(way));
  return goesOn ? "went on" : "begun anew";
}

const timesWanted = ({ decision }: Way) => (decision === "approve" ? 1 : 0);

interface Walked {
  readonly way: Way;
  /** Where it was killed, one place for each time. */
  readonly places: readonly string[];
  /** What had become of it each time. */
  readonly came: readonly string[];
}

async function startedAgent(): Promise<KillableAgent> {
  const agent = await killableAgent(program);
  agents.push(agent);
  await agent.start();
  await agent.come();
  return agent;
}

/** One agent that is killed at the first point of its first round, the second of its second, until there is none. */
async function walk(way: Way): Promise<Walked> {
  const agent = await startedAgent();
  const places: string[] = [];
  const came: string[] = [];
  for (let point = 1; ; point++) {
    const task = `task-${point}`;
    const round = newRound(agent, task);
    await agent.dieAt(point);
    const seenThrough = way.open(round).then(() => answerIt(way, round));
    await seenThrough.catch(goneIsFine);
    const end = await agent.dieAt(nowhere);
    if (end.kind === "passed") {
      expect(end.points).toBeLessThan(point);
      expect(agent.timesDone(task)).toBe(timesWanted(way));
      return { way, places, came };
    }
    places.push(end.at);
    came.push(await pickUp(way, round));
  }
}

/** Two beside each other. */
const decisions: readonly (readonly [string, readonly Way[]])[] = [
  ["an approval, by a phone and at the machine", [byPhone("approve"), atTheMachine("approve")]],
  ["a denial, by a phone and at the machine", [byPhone("deny"), atTheMachine("deny")]],
  ["a denial with words, and one of all", [byPhone("deny", "another way, please"), denialOfAll]],
];

/** They are among them: before the question and after it, in the answer, and where each is durable. */
const essential = [
  "INSERT INTO approvals",
  "after INSERT INTO approvals",
  "UPDATE approvals",
  "after UPDATE approvals",
  "INSERT INTO audit",
  "INSERT INTO events",
  "after COMMIT",
];

describe("a kill -9 of the agent at every write from a prompt to its end", () => {
  it.each(decisions)(
    "loses nothing and repeats nothing: %s",
    async (_, ways) => {
      const walked = await Promise.all(ways.map(walk));
      for (const { way, places, came } of walked) {
        expect(places.length).toBeGreaterThanOrEqual(40);
        for (const place of essential) {
          expect(places.filter((each) => each.startsWith(place))).not.toEqual([]);
        }
        const wanted = ["begun anew", "went on", "stands, done 0 times"];
        if (way.decision === "approve") wanted.push("stands, done 1 times");
        expect(new Set(came)).toEqual(new Set(wanted));
      }
    },
    patienceMs,
  );

  it(
    "and at every write of the next start, which takes back what was asked, does so too",
    async () => {
      const agent = await startedAgent();
      const places: string[] = [];
      const way = byPhone("approve");
      for (let point = 1; ; point++) {
        const round = newRound(agent, `task-${point}`);
        await way.open(round);
        await waitsFor(round);
        await agent.kill();
        await agent.start(point);
        const end = await agent.dieAt(nowhere);
        if (end.kind === "passed") break;
        places.push(end.at);
        expect(await pickUp(way, round)).toBe("went on");
      }
      expect(places.length).toBeGreaterThanOrEqual(10);
      expect(places.some((place) => place.startsWith("UPDATE approvals"))).toBe(true);
    },
    patienceMs,
  );
});
