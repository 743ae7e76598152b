// `longrein doctor`: what the agent finds when it tries its own parts, and what can be seen without it.

import type { Finding } from "../control/state-shapes.ts";
import type { News } from "../control/verbs.ts";
import { asUserFailure } from "../platform/user-failure.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { runsAsRoot } from "../platform/this-machine.ts";
import { askAgent } from "./ask-agent.ts";
import { type Call, exitCodes } from "./command.ts";
import { howToGoOn, killRows, killState } from "./kill-state.ts";
import { ownPlaces, ownSettings } from "./own-settings.ts";
import { showLine } from "./show-text.ts";
import type { Terminal } from "./terminal.ts";

const answersWithinMs = 60_000;
/** As wide as what usually stands there, since it is printed before all of it is known. */
const [markWidth, partWidth] = [4, 13];
const marks = { good: "ok", warning: "look", bad: "bad" } as const;

export async function doctor({ terminal }: Call): Promise<number | undefined> {
  const findings: Finding[] = [];
  const found = (finding: Finding) => {
    const told = asRead(finding, terminal);
    findings.push(told);
    say(told, terminal);
  };
  found(attempt("configuration", () => `${ownPlaces().configFile} is understood`, ownSettings));
  const isOwn = () => `${ownPlaces().stateFolder} is yours alone, and is copied nowhere`;
  found(attempt("state folder", isOwn, () => openStateFolder(ownPlaces().stateFolder)));
  found(user());
  found(killSwitch());
  await fromAgent(found);
  terminal.json({ findings });
  return findings.some(({ state }) => state === "bad") ? exitCodes.failed : undefined;
}

/** With commands as this reader has to type them. */
function asRead({ part, state, says, next }: Finding, { asCalled }: Terminal): Finding {
  return { part, state, says: asCalled(says), ...(next !== undefined && { next: asCalled(next) }) };
}

/** As soon as it is known: what does not answer is waited for, and nobody should wonder for what. */
function say({ part, state, says, next }: Finding, terminal: Terminal): void {
  const hint = terminal.faint(showLine(next ?? ""));
  terminal.table([
    [marks[state].padEnd(markWidth), part.padEnd(partWidth), showLine(says)],
    ...(next === undefined ? [] : [["", "", hint]]),
  ]);
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

function killSwitch(): Finding {
  const part = "kill switch";
  try {
    const killed = killState();
    if (killed === undefined) return { part, state: "good", says: "off" };
    const rows = killRows(killed).slice(0, 3);
    const says = `on: ${rows.map((row) => row.join(" ").trim()).join("; ")}`;
    return { part, state: "bad", says, next: howToGoOn };
  } catch (failure) {
    return bad(part, failure);
  }
}

async function fromAgent(found: (finding: Finding) => void): Promise<void> {
  let told = 0;
  const news = (one: News) => {
    if (one.t !== "finding") return;
    told++;
    found(one.finding);
  };
  try {
    const answering = askAgent({ t: "doctor", asFound: true }, { withinMs: answersWithinMs, news });
    const { findings } = await answering;
    // One of an earlier version tells all of them at the end.
    for (const finding of findings.slice(told)) found(finding);
  } catch (failure) {
    found(bad("agent", failure));
  }
}

function bad(part: string, failure: unknown): Finding {
  const { message, hint } = asUserFailure(failure);
  return { part, state: "bad", says: message, ...(hint === undefined ? {} : { next: hint }) };
}
