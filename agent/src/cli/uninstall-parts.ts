// All that longrein has put on this computer, as far as it is there: what it is, where, and how it is taken away.

import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { serviceLabel } from "../config/autostart-files.ts";
import type { Places } from "../config/places.ts";
import { serviceFile, serviceManager, uninstallFile } from "../platform/autostart.ts";
import { isThere, removeEmpty, removeOwn } from "../platform/remove-own.ts";
import { UserFailure, asUserFailure } from "../platform/user-failure.ts";
import { type Foreseen, foreseeRemoval, removeWorktree } from "../workspaces/remove-worktree.ts";
import { claudeSettings, hasHooks, takeOutHooks } from "./hooks.ts";

export interface Part {
  readonly name: string;
  readonly what: string;
  readonly where: string;
  /** Resolves with what stays of it, in words for people. */
  remove(): Promise<readonly string[]> | readonly string[];
}

export interface Whereabouts extends Places {
  readonly cacheFolder: string;
  readonly home: string;
}

/** What the agent, its relay and the commands make in the state folder; drafts of files end in something more. */
const inState =
  /^(keys|longrein\.db|backup\.db|lock|log|agent\.log)([.-].+)?$|^(control\.sock|KILL|relay|served-relay|worktrees|claude|codex|demo|gemini|opencode)$/;

/** In the order in which they are taken away. */
export function partsFound(places: Whereabouts): readonly Part[] {
  const { configFile, stateFolder, cacheFolder, home } = places;
  const all = [
    service(home),
    hooks(home),
    folder("state", "keys, store, worktrees and logs", stateFolder, async () => [
      ...(await withoutWorktrees(stateFolder)),
      ...removeOwn(stateFolder, (name) => inState.test(name), home),
    ]),
    folder("settings", "settings", configFile, () => {
      const own = [basename(configFile), "deployed-relays.json"];
      const isOwn = (name: string) => own.some((each) => name === each || isDraftOf(each, name));
      return removeOwn(dirname(configFile), isOwn, home);
    }),
    folder("cache", "compiled code", cacheFolder, () =>
      removeOwn(cacheFolder, (name) => name === "compiled", home),
    ),
  ];
  return all.filter((part) => part !== undefined);
}

function folder(name: string, what: string, where: string, remove: Part["remove"]) {
  return isThere(where) ? { name, what, where, remove } : undefined;
}

/** What a power cut has left of writing it. */
function isDraftOf(file: string, name: string): boolean {
  return name.startsWith(`${file}.`) && /^[0-9a-f]{12}$/.test(name.slice(file.length + 1));
}

function service(home: string): Part | undefined {
  const manager = serviceManager();
  const where = serviceFile(manager, serviceLabel);
  if (!isThere(where)) return undefined;
  return {
    name: "service",
    what: "the service",
    where,
    remove: () => {
      uninstallFile(manager, where);
      removeEmpty(join(dirname(where), "default.target.wants"), home);
      removeEmpty(dirname(where), home);
      return [];
    },
  };
}

function hooks(home: string): Part | undefined {
  const where = claudeSettings();
  if (!hasHooks(where)) return undefined;
  const remove = () => {
    takeOutHooks(where);
    removeEmpty(dirname(where), home);
    return [];
  };
  return { name: "hooks", what: "our hooks in Claude Code's settings", where, remove };
}

/**
 * What a run has changed and nobody has taken over is kept as a branch of the repository that it was made of. One that
 * cannot be keeps all else from going, once the others have been looked at.
 */
async function withoutWorktrees(stateFolder: string): Promise<readonly string[]> {
  const kept: string[] = [];
  const stuck: UserFailure[] = [];
  for (const { place, name } of await worktreesIn(stateFolder)) {
    try {
      const branch = await removeWorktree(place, undefined, name);
      if (branch !== undefined) kept.push(`the branch ${branch}, with what a run had changed`);
    } catch (failure) {
      stuck.push(asUserFailure(failure));
    }
  }
  const [first] = stuck;
  if (first === undefined) return kept;
  const others = stuck.length === 1 ? "" : ` (and ${stuck.length - 1} other worktrees)`;
  throw new UserFailure("failed", `${first.message}${others}`, first.hint, { cause: first });
}

/** By whoever writes there. */
export function lockedFolders(stateFolder: string): readonly string[] {
  return [`${stateFolder}/served-relay`, stateFolder].filter(isThere);
}

export function stillRuns(place: string): UserFailure {
  const message = `something of longrein still runs in ${place}`;
  return new UserFailure("failed", message, "end it, then longrein uninstall again");
}

export interface ForeseenWork {
  /** That would become a branch. */
  readonly work: readonly (Foreseen & { readonly worktree: string })[];
  /** Why it could not. */
  readonly stops: readonly UserFailure[];
}

export async function foreseeWork(stateFolder: string): Promise<ForeseenWork> {
  const work: (Foreseen & { worktree: string })[] = [];
  const stops: UserFailure[] = [];
  for (const { place, name } of await worktreesIn(stateFolder)) {
    try {
      const foreseen = await foreseeRemoval(place, name);
      if (foreseen.branch !== undefined) work.push({ worktree: place, ...foreseen });
    } catch (failure) {
      const { kind, message, hint } = asUserFailure(failure);
      const said = message.includes(place) ? message : `${place}: ${message}`;
      stops.push(new UserFailure(kind, said, hint, { cause: failure }));
    }
  }
  return { work, stops };
}

async function worktreesIn(stateFolder: string) {
  const folderOfAll = join(stateFolder, "worktrees");
  const runs = await namesIn(folderOfAll);
  const all = runs.map(async (run) =>
    (await namesIn(join(folderOfAll, run))).map((number) => ({
      place: join(folderOfAll, run, number),
      name: `longrein/${run.slice(0, 8)}-${number}`,
    })),
  );
  return (await Promise.all(all)).flat().filter(({ place }) => isThere(join(place, ".git")));
}

function namesIn(path: string): Promise<readonly string[]> {
  return readdir(path).catch(() => []);
}
