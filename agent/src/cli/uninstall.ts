// `longrein uninstall`: takes away all that longrein has put on this computer, after saying what that is.

import { realpath } from "node:fs/promises";
import { relative } from "node:path";
import { isRunning } from "../control/control-client.ts";
import { isRunning as isProcess } from "../platform/look-into-files.ts";
import { type InstanceLock, takeLock } from "../platform/instance-lock.ts";
import { endLeftRelay } from "../platform/left-relay.ts";
import { endOrphans } from "../platform/own-children.ts";
import { cacheFolder } from "../platform/own-files.ts";
import { isThere } from "../platform/remove-own.ts";
import { requireNewFile } from "../platform/new-file.ts";
import { environment, homeFolder } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { askAgent, longId, ownSocket, shortId } from "./ask-agent.ts";
import { writeAudit } from "./audit.ts";
import type { Call } from "./command.ts";
import { ownPlaces } from "./own-settings.ts";
import { ownRelays } from "./own-relay.ts";
import { showLine } from "./show-text.ts";
import { stopAgent } from "./stop.ts";
import { type Foreseen, foresee } from "./uninstall-foreseen.ts";
import {
  type Part,
  type Whereabouts,
  lockedFolders,
  partsFound,
  stillRuns,
} from "./uninstall-parts.ts";
import { untilTrue } from "./until-true.ts";

const processEndsWithinMs = 5_000;

export async function uninstall(call: Call): Promise<undefined> {
  const { terminal, isSet, value } = call;
  const home = homeFolder();
  const places = { ...ownPlaces(), cacheFolder: cacheFolder(environment, home), home };
  const parts = partsFound(places);
  const log = value("keep-audit");
  if (log !== undefined) requirePlaceFor(log, places);
  const staying = whatStays().map(terminal.asCalled);
  say(call, parts, staying);
  const told = parts.map(({ name, where }) => ({ name, where }));
  if (isSet("dry-run")) {
    const foreseen = await foresee(places.stateFolder, log);
    sayForeseen(call, foreseen);
    terminal.json({ dryRun: true, parts: told, staying, ...plain(foreseen, call) });
    return undefined;
  }
  if (parts.length > 0 && !isSet("yes")) await haveAgreed(call);
  if (log !== undefined) await writeAudit(log);
  const left = await removeAll(parts, places);
  for (const what of left) terminal.say(`stays: ${what}`);
  terminal.json({ parts: told, staying, left });
  terminal.say(
    "longrein is gone from this computer but for its program: npm uninstall -g longrein",
  );
  return undefined;
}

function say({ terminal }: Call, parts: readonly Part[], staying: readonly string[]): void {
  terminal.say(parts.length === 0 ? "nothing of longrein is here" : "this goes:");
  terminal.table(parts.map(({ what, where }) => [`  ${what}`, where]));
  for (const what of staying) terminal.say(`this stays: ${what}`);
}

function sayForeseen({ terminal }: Call, { ends, work, stops }: Foreseen): void {
  if (ends !== undefined) terminal.say(`this ends first: the agent, process ${ends.pid}`);
  for (const { run, state, title } of ends?.runs ?? []) {
    terminal.say(`this ends with it: the run ${shortId(run)}, ${state}: ${showLine(title)}`);
  }
  for (const { repository, branch = "", worktree } of work) {
    terminal.say(`this becomes the branch ${branch} of ${repository}: what lies in ${worktree}`);
  }
  for (const { message, hint } of stops) {
    terminal.say(`this would stop it: ${terminal.asCalled(message)}`);
    if (hint !== undefined) terminal.say(`  ${terminal.asCalled(hint)}`);
  }
  terminal.say("nothing was done");
}

function plain({ ends, work, stops }: Foreseen, { terminal }: Call) {
  const told = stops.map(({ message, hint }) => ({
    message,
    ...(hint !== undefined && { hint: terminal.asCalled(hint) }),
  }));
  const runs = ends?.runs.map(({ run, ...about }) => ({ run: longId(run), ...about }));
  return { ...(ends && { ends: { ...ends, runs } }), work, stops: told };
}

/** Not on this computer, or not ours to take away. */
function whatStays(): readonly string[] {
  return ownRelays()
    .all()
    .map(({ name, url }) => {
      const where = url === undefined ? "" : ` at ${url}`;
      return `the relay ${name} on Cloudflare${where}; longrein relay destroy removes it, before this does`;
    });
}

/** It would go with the folder, and nobody would look for it there. */
function requirePlaceFor(log: string, { stateFolder, cacheFolder: cache }: Whereabouts): void {
  requireNewFile(log);
  for (const folder of [stateFolder, cache]) {
    if (relative(folder, log).startsWith("..")) continue;
    throw new UserFailure("usage", `${folder} goes, and ${log} with it`, "name another place");
  }
}

async function haveAgreed({ terminal }: Call): Promise<void> {
  const typed = terminal.isInteractive
    ? await terminal.ask(
        "this cannot be taken back, and phones have to be paired again; yes to go on: ",
      )
    : undefined;
  if (typed?.trim() === "yes") return;
  const why = typed === undefined ? "nobody was there to say yes" : "that is no yes";
  throw new UserFailure("refused", `${why}: nothing was done`, "longrein uninstall --yes");
}

/** Its process, too: that writes into the cache until its end. */
async function endAgent(): Promise<void> {
  const { pid } = await askAgent({ t: "status" });
  await stopAgent();
  await untilTrue(() => Promise.resolve(!isProcess(pid)), processEndsWithinMs);
}

/** The service first, which would start the agent again; then with the agent's lock, so that nobody else does. */
async function removeAll(
  parts: readonly Part[],
  { stateFolder }: Whereabouts,
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const part of parts.filter(({ name }) => name === "service")) await part.remove();
  if (isThere(stateFolder) && (await isRunning(ownSocket()))) await endAgent();
  const folders = lockedFolders(stateFolder);
  const locks = lockAll(folders);
  try {
    for (const folder of folders) await endLeftIn(folder);
    for (const part of parts.filter(({ name }) => name !== "service")) {
      left.push(...(await part.remove()));
    }
  } finally {
    for (const lock of locks) lock.release();
  }
  return left;
}

/** What an agent or a relay that was killed has left: afterwards nobody would know whose it is. */
async function endLeftIn(folder: string): Promise<void> {
  const itself = await realpath(folder);
  await endOrphans(itself);
  await endLeftRelay(itself);
}

function lockAll(folders: readonly string[]): readonly InstanceLock[] {
  const locks: InstanceLock[] = [];
  for (const folder of folders) {
    const lock = takeLock(folder);
    if (lock !== undefined) locks.push(lock);
    else {
      for (const each of locks) each.release();
      throw stillRuns(folder);
    }
  }
  return locks;
}
