// `longrein doctor`: what the agent finds when it tries its own parts, and what can be seen without it.

import type { Finding } from "../control/verbs.ts";
import { asUserFailure } from "../platform/user-failure.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { runsAsRoot } from "../platform/this-machine.ts";
import { askAgent } from "./ask-agent.ts";
import { type Call, exitCodes } from "./command.ts";
import { ownPlaces, ownSettings } from "./own-settings.ts";
import { showLine } from "./show-text.ts";

const answersWithinMs = 60_000;
const marks = { good: "ok", warning: "look", bad: "bad" } as const;

export async function doctor({ terminal }: Call): Promise<number | undefined> {
  const findings = [
    attempt("configuration", () => `${ownPlaces().configFile} is understood`, ownSettings),
    attempt(
      "state folder",
      () => `${ownPlaces().stateFolder} is yours alone, and is copied nowhere`,
      () => openStateFolder(ownPlaces().stateFolder),
    ),
    user(),
    ...(await fromAgent()),
  ];
  terminal.json({ findings });
  terminal.table(
    findings.flatMap(({ part, state, says, next }) => [
      [marks[state], part, showLine(terminal.asCalled(says))],
      ...(next === undefined ? [] : [["", "", terminal.faint(showLine(terminal.asCalled(next)))]]),
    ]),
  );
  return findings.some(({ state }) => state === "bad") ? exitCodes.failed : undefined;
}

function attempt(part: string, says: () => string, act: () => unknown): Finding {
  try {
    act();
    return { part, state: "good", says: says() };
  } catch (failure) {
    return bad(part, failure);
  }
}

function user(): Finding {
  if (!runsAsRoot()) return { part: "user", state: "good", says: "not root" };
  const next = "run longrein as a user of its own";
  return { part: "user", state: "warning", says: "whatever is approved runs as root", next };
}

async function fromAgent(): Promise<readonly Finding[]> {
  try {
    return (await askAgent({ t: "doctor" }, { withinMs: answersWithinMs })).findings;
  } catch (failure) {
    return [bad("agent", failure)];
  }
}

function bad(part: string, failure: unknown): Finding {
  const { message, hint } = asUserFailure(failure);
  return { part, state: "bad", says: message, ...(hint === undefined ? {} : { next: hint }) };
}
