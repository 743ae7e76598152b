// `longrein status`: whether the agent runs, how it stands with the relay, and what waits for somebody.

import type { Status } from "../control/state-shapes.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { inDollars } from "../spend/spend-words.ts";
import { askAgent } from "./ask-agent.ts";
import { type Call, exitCodes } from "./command.ts";
import { type KillState, killRows, killState } from "./kill-state.ts";
import { sayAgo } from "./say-time.ts";
import type { Terminal } from "./terminal.ts";

const answerWithinMs = 5_000;

export async function status({ terminal }: Call): Promise<number | undefined> {
  const killed = killState();
  const about = killed === undefined ? {} : { killed };
  try {
    const answer = await askAgent({ t: "status" }, { withinMs: answerWithinMs });
    terminal.json({ running: true, ...about, ...answer });
    show(answer, terminal);
    if (killed !== undefined) sayKilled(killed, terminal);
    return undefined;
  } catch (failure) {
    if (!(failure instanceof UserFailure) || failure.kind !== "not-running") throw failure;
    terminal.json({ running: false, ...about });
    const toStart = killed === undefined ? `; to start it: ${terminal.command("start")}` : "";
    terminal.say(`longrein is not running${toStart}`);
    if (killed !== undefined) sayKilled(killed, terminal);
    return exitCodes["not-running"];
  }
}

function sayKilled(killed: KillState, terminal: Terminal): void {
  terminal.say(terminal.strong("the kill switch is on"));
  terminal.table(killRows(killed).map((row) => row.map((cell) => terminal.asCalled(cell))));
}

function show(answer: Status, terminal: Terminal): void {
  const now = systemClock.now();
  const { version, machine, pid, startedAt, workspaces, drivers } = answer;
  terminal.say(`longrein ${version} on ${machine}`);
  terminal.table([
    ["  running", `since ${sayAgo(startedAt, now)}, process ${pid}`],
    ["  relay", `${answer.relay}${answer.embedded ? ", on this computer" : ""}`],
    ["  link", linkWords(answer, now)],
    ...(answer.embedded ? [] : [["  app", appWords(answer, now)]]),
    ["  phones", `${answer.devices} paired, ${answer.here} here`],
    ["  runs", `${answer.runs} under way`],
    ["  approvals", openWords(answer.approvals)],
    ["  questions", openWords(answer.questions)],
    ["  spent", spendLine(answer.spend)],
    ["  workspaces", workspaces.map(({ name }) => name).join(", ") || "none shared"],
    ["  coding agents", drivers.join(", ") || "none"],
  ]);
}

function openWords(count: number): string {
  return count === 0 ? "none open" : `${count} open`;
}

function spendLine({ used, limit, estimated }: Status["spend"]): string {
  const about = estimated && used > 0 ? "about " : "";
  const then = used < limit ? "" : ": no new turn begins";
  return `${about}${inDollars(used)} of ${inDollars(limit)} in the last 24 hours${then}`;
}

function appWords({ app, version, appSeen, appDiffers }: Status, now: number): string {
  if (appDiffers !== undefined) {
    return `${app} serves another than that of longrein ${version}: ${appDiffers}`;
  }
  if (appSeen === undefined) return "not yet compared with this version's";
  return `that of longrein ${version}, seen ${sayAgo(appSeen, now)}`;
}

function linkWords({ link, linkSince, hint }: Status, now: number): string {
  const said = hint === undefined ? "" : `; the relay said: ${hint}`;
  const since = sayAgo(linkSince, now);
  switch (link) {
    case "ready":
      return `connected since ${since}`;
    case "dialling":
    case "greeting":
      return `connecting${said}`;
    case "waiting":
      return `not connected, trying again${said}`;
    case "stopped":
      return "stopped";
  }
}
