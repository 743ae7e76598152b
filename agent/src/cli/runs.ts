// `longrein runs …`: what the coding agents do, did, and are told.

import { decodeEvent, parseStrictJson } from "@longrein/protocol";
import type { News, RunLine } from "../control/verbs.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import { type Call, exitCodes } from "./command.ts";
import { RunTranscript } from "./run-transcript.ts";
import { sayAgo } from "./say-time.ts";
import { setIn, showLine, showText } from "./show-text.ts";

export async function listRuns({ terminal }: Call): Promise<undefined> {
  const { runs } = await askAgent({ t: "runs.list" });
  terminal.json({ runs: runs.map(plain) });
  if (runs.length === 0) {
    terminal.say(`there is no run; to open one: ${terminal.command("runs new WORKSPACE PROMPT")}`);
  }
  const now = systemClock.now();
  terminal.table(
    runs.map(({ run, state, workspace, driver, at, title }) => [
      shortId(run),
      state,
      workspace,
      driver,
      sayAgo(at, now),
      showLine(title),
    ]),
  );
  return undefined;
}

export const showRun = (call: Call) => readRun(call, false);
/** Until the run has ended. */
export const tailRun = (call: Call) => readRun(call, true);

async function readRun({ terminal, argument }: Call, follow: boolean): Promise<undefined> {
  const transcript = new RunTranscript();
  const tell = (news: News) => {
    if (news.t !== "event") return;
    const event = decodeEvent(news.body);
    if (event === undefined) return;
    terminal.json({ seq: news.seq, event: parseStrictJson(news.body) });
    for (const line of transcript.take(event)) terminal.say(line);
  };
  const { run, worktree } = await askAgent(
    { t: "runs.read", which: argument("RUN"), follow },
    { news: tell },
  );
  for (const line of transcript.end()) terminal.say(line);
  const why = run.reason === undefined ? "" : `: ${setIn(showText(run.reason))}`;
  terminal.say(`\nthe run is ${run.state}${why}`);
  if (worktree !== undefined) {
    terminal.say(`it works in ${worktree}`);
    const take = terminal.command(`runs take ${shortId(run.run)}`);
    terminal.say(`to take over what it has changed: ${take}`);
  }
  terminal.json({ run: plain(run), ...(worktree !== undefined && { worktree }) });
  return undefined;
}

export async function continueRun({ terminal, argument }: Call): Promise<undefined> {
  const { run } = await askAgent({ t: "runs.continue", which: argument("RUN") });
  terminal.say(
    `${shortId(run)} goes on; to see what it asks: ${terminal.command(`runs tail ${shortId(run)}`)}`,
  );
  terminal.json({ run: longId(run) });
  return undefined;
}

export async function stopRun({ terminal, argument }: Call): Promise<undefined> {
  const { run } = await askAgent({ t: "runs.stop", which: argument("RUN") });
  terminal.say(`${shortId(run)} has ended`);
  terminal.json({ run: longId(run) });
  return undefined;
}

export async function takeRun({ terminal, argument }: Call): Promise<undefined> {
  const { run, repository, branch } = await askAgent({ t: "runs.take", which: argument("RUN") });
  terminal.json({ run: longId(run), repository, branch: branch ?? null });
  if (branch === undefined) {
    terminal.say("it has changed nothing that is not in a branch already");
    return undefined;
  }
  terminal.say(`${branch} is what the run has changed. In ${repository}:`);
  terminal.table([
    ["", `git diff HEAD...${branch}`, "shows it"],
    ["", `git merge ${branch}`, "takes it over"],
    ["", `git branch -D ${branch}`, "throws it away"],
  ]);
  return undefined;
}

export async function validateRun({ terminal, argument }: Call): Promise<number> {
  const { run, validations } = await askAgent({ t: "runs.validate", which: argument("RUN") });
  terminal.json({ run: longId(run), validations });
  if (validations.length === 0) {
    throw new UserFailure(
      "failed",
      "there is nothing to validate it with",
      'longrein workspace share FOLDER --validate "npm test"',
    );
  }
  terminal.table(
    validations.map(({ title, status, exitCode }) => [
      status,
      exitCode === undefined ? "" : `exit code ${exitCode}`,
      showLine(title),
    ]),
  );
  const havePassed = validations.every(({ status }) => status === "passed");
  return havePassed ? exitCodes.done : exitCodes.failed;
}

function plain({ run, ...about }: RunLine) {
  return { run: longId(run), ...about };
}
