// Runs as the command line sees and steers them.

import { type Cursor, equalBytes, toBase64url } from "@longrein/protocol";
import type { Conversation, Handlers } from "../control/control-server.ts";
import type { RunLine } from "../control/verbs.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { isUnderWay } from "../runs/run-transitions.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { AttemptKeeper } from "./attempt-keeper.ts";
import type { InboxOverview, SeenRun } from "./inbox-overview.ts";
import { goOnPrompt } from "./only-waits.ts";
import { type Known, type PromptVerbs, localPrompts, whyNot } from "./local-prompts.ts";
import { pick, shortId } from "./pick.ts";
import type { RunKeeper } from "./run-keeper.ts";

const eventsAtATime = 64;

type RunVerbs =
  | "runs.validate"
  | "runs.list"
  | PromptVerbs
  | "runs.continue"
  | "runs.stop"
  | "runs.read"
  | "runs.artifact"
  | "runs.take";

export function localRuns(
  overview: InboxOverview,
  runs: RunKeeper,
  store: Store,
  attempts: AttemptKeeper,
  known: Known,
): Pick<Handlers, RunVerbs> {
  const picked = (which: string) => pick(which, overview.runs(), "run", "longrein runs");
  return {
    "runs.list": () => ({ runs: overview.runs().map(lineOf) }),
    ...localPrompts(runs, picked, known),
    "runs.continue": ({ which }) => {
      const { id } = picked(which);
      const code = runs.prompt(id, { text: goOnPrompt }, true);
      if (code === "done") return { run: id };
      const promptIt = `longrein runs prompt ${shortId(id)} PROMPT`;
      throw new UserFailure("failed", `the run does not go on: ${whyNot[code]}`, promptIt);
    },
    "runs.stop": async ({ which }) => {
      const { id } = picked(which);
      const code = await runs.stop(id);
      if (code === "done") return { run: id };
      const why = code === "NOT_FOUND" ? "it is not there any more" : "nothing confirms its end";
      throw new UserFailure("failed", `the run was told to stop, but ${why}`, "longrein runs");
    },
    "runs.validate": async ({ which }, conversation) => {
      const { id } = picked(which);
      const callOff = () => void runs.stop(id);
      conversation.signal.addEventListener("abort", callOff);
      const validations = await runs.validate(id);
      conversation.signal.removeEventListener("abort", callOff);
      if (typeof validations === "object") return { run: id, validations: [...validations] };
      const why = `the run cannot be validated: ${whyNot[validations]}`;
      throw new UserFailure("failed", why, "longrein runs");
    },
    "runs.read": async ({ which, follow }, conversation) => {
      const { id } = picked(which);
      const isOver = () => {
        const state = store.runs.byId(id)?.state;
        return state === undefined || !isUnderWay(state);
      };
      await readRun(store, id, conversation, () => !follow || isOver());
      const seen = overview.runs().find((run) => equalBytes(run.id, id));
      if (seen === undefined) throw new UserFailure("failed", "the run is not there any more");
      const workspace = workspaceOf(seen, known);
      const worktree = workspace && (await attempts.worktreeOf(id, workspace));
      return { run: lineOf(seen), ...(worktree !== undefined && { worktree }) };
    },
    "runs.artifact": ({ which, artifact }, conversation) =>
      readArtifact(store, picked(which).id, artifact, conversation),
    "runs.take": async ({ which }) => takeWork(picked(which), attempts, known),
  };
}

async function takeWork(seen: SeenRun, attempts: AttemptKeeper, known: Known) {
  const { id, title, state } = seen;
  if (isUnderWay(state))
    throw new UserFailure("failed", "the run is at work", `longrein runs stop ${shortId(id)}`);
  const workspace = workspaceOf(seen, known);
  if (workspace === undefined) {
    const why = `its workspace ${JSON.stringify(seen.workspace)} is not shared any more`;
    throw new UserFailure("failed", why, "longrein workspace share FOLDER");
  }
  if ((await attempts.worktreeOf(id, workspace)) === undefined) {
    const why = `the run has no worktree: what it changed lies in ${workspace.folder}`;
    throw new UserFailure("failed", why, "git status, there");
  }
  const branch = await attempts.take(id, workspace, asOneLine(title) || "What a run has changed");
  return { run: id, repository: workspace.folder, ...(branch !== undefined && { branch }) };
}

/** For a history that terminals show: without what moves them or is not seen. */
function asOneLine(title: string): string {
  return title.replaceAll(/\p{C}+/gu, " ").trim();
}

function workspaceOf({ workspace }: SeenRun, { workspaces }: Known): Workspace | undefined {
  return workspaces().find(({ name }) => name === workspace);
}

/** Sends the feed, and what comes meanwhile, until nothing more is to come. */
async function readRun(
  store: Store,
  run: Uint8Array,
  { news, signal }: Conversation,
  isOver: () => boolean,
): Promise<void> {
  const feed = `run:${toBase64url(run)}`;
  let cursor: Cursor = { feed, seq: 0, chain: new Uint8Array(32) };
  let wake = (): void => undefined;
  const unsubscribe = store.events.onEvent(() => wake());
  signal.addEventListener("abort", () => wake());
  try {
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      // Asked before reading: what is told last comes before the end.
      const over = isOver();
      const { events } = store.events.read(cursor, undefined, eventsAtATime);
      for (const { seq, body, chain } of events) {
        await news({ t: "event", seq, body });
        cursor = { feed, seq, chain };
      }
      if (events.length > 0) continue;
      if (over) return;
      await woken;
    }
  } finally {
    unsubscribe();
  }
}

async function readArtifact(
  store: Store,
  run: Uint8Array,
  artifact: Uint8Array,
  { news, signal }: Conversation,
): Promise<{ readonly bytes: number }> {
  let [offset, bytes] = [0, 1];
  while (offset < bytes && !signal.aborted) {
    const found = store.artifacts.read(run, artifact, offset);
    if (found === undefined) throw new UserFailure("failed", "it is not kept any more");
    await news({ t: "piece", piece: found.piece });
    offset += found.piece.length;
    ({ bytes } = found);
  }
  return { bytes };
}

function lineOf({ id, reason, ...about }: SeenRun): RunLine {
  return { run: id, ...about, ...(reason !== undefined && { reason }) };
}
