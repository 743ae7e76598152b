// `longrein runs grants`: what goes ahead in a run without being asked about, and how to be asked again.

import { systemClock } from "../platform/clock.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { sayDuration } from "./say-time.ts";
import { showLine } from "./show-text.ts";

export async function runGrants(call: Call): Promise<undefined> {
  const grant = call.value("withdraw");
  return grant === undefined ? list(call) : withdraw(call, grant);
}

async function list({ terminal, argument }: Call): Promise<undefined> {
  const { run, grants } = await askAgent({ t: "grants.list", which: argument("RUN") });
  terminal.json({
    run: longId(run),
    grants: grants.map(({ approval, ...about }) => ({ approval: longId(approval), ...about })),
  });
  if (grants.length === 0)
    terminal.say("all of it is asked about: nothing was approved for the run");
  const now = systemClock.now();
  terminal.table(
    grants.map(({ approval, what, phone, uses, notAfter }) => [
      shortId(approval),
      sayUses(uses),
      `${sayDuration(notAfter - now)} left`,
      `from ${showLine(phone)}`,
      showLine(what),
    ]),
  );
  const [first] = grants;
  if (first !== undefined) {
    const words = `runs grants ${shortId(run)} --withdraw ${shortId(first.approval)}`;
    terminal.say(terminal.faint(`to be asked again: ${terminal.command(words)}`));
  }
  return undefined;
}

function sayUses(uses: number): string {
  if (uses === 0) return "not used yet";
  return uses === 1 ? "used once" : `used ${uses} times`;
}

async function withdraw({ terminal, argument }: Call, grant: string): Promise<undefined> {
  const answer = await askAgent({ t: "grants.withdraw", which: argument("RUN"), grant });
  terminal.say("withdrawn, here at the machine; it is asked about again");
  terminal.json({ run: longId(answer.run), withdrawn: longId(answer.approval) });
  return undefined;
}
