// `longrein sessions …`: what coding agents themselves remember of work in shared folders, be it at the desktop or as
// a run, and what was said there last.

import type { Answers } from "../control/verbs.ts";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { sayAgo } from "./say-time.ts";
import { showLine, showText } from "./show-text.ts";

type Session = Answers["sessions.list"]["sessions"][number];

interface Place {
  readonly workspace: string;
  readonly agent: string;
}

interface Found {
  /** The latest first. */
  readonly sessions: readonly (Session & Place)[];
  readonly unanswered: readonly (Place & { readonly why: string })[];
}

/** Fewer could be a slip of the finger. */
const beginningMin = 4;

export async function listSessions({ terminal, argument, value }: Call): Promise<undefined> {
  const { sessions, ...looked } = await lookIn(
    await placesOf(argument("WORKSPACE"), value("agent")),
  );
  const unanswered = looked.unanswered.map(({ why, ...place }) => {
    return { ...place, why: terminal.asCalled(why) };
  });
  terminal.json({ sessions: sessions.map(plain), unanswered });
  if (sessions.length === 0) terminal.say("no coding agent remembers work in a shared folder");
  const now = systemClock.now();
  terminal.table(
    sessions.map((each) => [
      showLine(each.session),
      sayAgo(each.changedAt, now),
      each.workspace,
      each.agent,
      stateOf(each),
      showLine(each.title),
    ]),
  );
  for (const { workspace, agent, why } of unanswered) {
    terminal.say(terminal.faint(`${agent}, ${workspace}: ${why}`));
  }
  return undefined;
}

export async function showSession({ terminal, argument, value }: Call): Promise<undefined> {
  const { sessions } = await lookIn(await placesOf("", value("agent")));
  const found = picked(sessions, argument("SESSION"));
  const { workspace, agent, session } = found;
  const read = await askAgent({ t: "sessions.read", workspace, driver: agent, session });
  terminal.json({ ...plain(found), ...read });
  if (read.earlier) terminal.say(terminal.faint("what was said before this is not shown"));
  for (const { by, text } of read.said) terminal.say(marked(by === "user" ? ">" : " ", text));
  if (read.said.length === 0) terminal.say("nothing that was said in it is at hand");
  const { run } = found;
  if (run !== undefined) {
    const words = terminal.command(`runs show ${shortId(run)}`);
    terminal.say(terminal.faint(`it is a run, too: ${words}`));
  }
  return undefined;
}

/** Every shared folder with every coding agent, or those that are named. */
async function placesOf(workspace: string, agent: string | undefined): Promise<Place[]> {
  const { workspaces, drivers } = await askAgent({ t: "status" });
  const folders = workspaces.filter(({ name }) => workspace === "" || name === workspace);
  const agents = drivers.filter((name) => agent === undefined || name === agent);
  if (workspace !== "" && folders.length === 0) {
    const what = `there is no shared workspace ${JSON.stringify(workspace)}`;
    throw new UserFailure("failed", what, "longrein workspace");
  }
  if (agent !== undefined && agents.length === 0) {
    const names = drivers.join(", ") || "none";
    const what = `there is no coding agent ${JSON.stringify(agent)} here, but ${names}`;
    throw new UserFailure("failed", what, "longrein agents");
  }
  return folders.flatMap(({ name }) => agents.map((one) => ({ workspace: name, agent: one })));
}

/** One folder after the other: each question may start a program. */
async function lookIn(places: readonly Place[]): Promise<Found> {
  const sessions: (Session & Place)[] = [];
  const unanswered: (Place & { why: string })[] = [];
  for (const place of places) {
    const { workspace, agent: driver } = place;
    const answer = await askAgent({ t: "sessions.list", workspace, driver });
    sessions.push(...answer.sessions.map((each) => ({ ...each, ...place })));
    if (answer.why !== undefined) unanswered.push({ ...place, why: answer.why });
  }
  return { sessions: sessions.toSorted((a, b) => b.changedAt - a.changedAt), unanswered };
}

function picked(sessions: Found["sessions"], which: string): Session & Place {
  const named = sessions.filter(({ session }) => session === which);
  const begins = ({ session }: Session) =>
    which.length >= beginningMin && session.startsWith(which);
  const [only, ...others] = named.length > 0 ? named : sessions.filter(begins);
  const quoted = JSON.stringify(which);
  if (only === undefined && which.length < beginningMin) {
    const why = `there is no session ${quoted}, and a beginning has at least ${beginningMin} characters`;
    throw new UserFailure("failed", why, "longrein sessions");
  }
  if (only === undefined) {
    throw new UserFailure("failed", `there is no session ${quoted}`, "longrein sessions");
  }
  if (others.length === 0) return only;
  const why = `${quoted} is the beginning of ${others.length + 1} sessions`;
  throw new UserFailure("failed", why, "give more of its id, or --agent");
}

function stateOf({ open, run }: Session): string {
  if (run !== undefined) return `run ${shortId(run)}`;
  return open ? "open" : "";
}

function marked(mark: string, text: string): string {
  const lines = showText(text).replace(/\n+$/, "").split("\n");
  return lines.map((line) => `${mark} ${line}`.trimEnd()).join("\n");
}

function plain({ run, ...about }: Session & Place) {
  return { ...about, ...(run !== undefined && { run: longId(run) }) };
}
