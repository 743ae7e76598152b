// The whole of an agent in one sealed file, and back: its keys and its store as they were at one moment. Whoever
// opens it is this agent; it is sealed under a passphrase, and never lies anywhere in clear.

import { loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { keepPrivate, removeFile } from "../platform/files.ts";
import { makeWholeFolder, requireEmpty } from "../platform/new-folder.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { requireSealed } from "../platform/passphrase-file.ts";
import { readArchive, writeArchive } from "../platform/sealed-archive.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Device } from "./device-table.ts";
import { migrations } from "./migrations.ts";
import { beginEpoch } from "./new-epoch.ts";
import { revokePhones } from "./revoke-phones.ts";
import { checkStore } from "./store-check.ts";
import { type Store, openStore } from "./store.ts";

const [keysName, storeName] = ["keys", "longrein.db"];
/** Beside the store while a backup is written; what a power cut has left of it goes with the next one. */
const copyName = "backup.db";

export interface SealedFile {
  readonly path: string;
  readonly passphrase: string;
}

/** While the agent runs, too; into a file that is not there yet. */
export async function writeBackup(
  store: Store,
  stateFolder: string,
  { path, passphrase }: SealedFile,
  at: number,
): Promise<void> {
  const copy = `${stateFolder}/${copyName}`;
  try {
    await removeFile(copy).catch(() => undefined);
    store.database.copyTo(copy);
    keepPrivate(copy);
    await writeArchive(path, passphrase, { v: 1, store: migrations.length, at }, [
      { name: keysName, path: `${stateFolder}/${keysName}` },
      { name: storeName, path: copy },
    ]);
  } finally {
    await removeFile(copy).catch(() => undefined);
  }
  // Only of one that there is; and so that it stands in this log, which goes on, and not in the backup.
  const entry = { what: "store.exported" as const, by: "machine" };
  store.database.transaction(() => store.audit.append(entry, at));
}

export interface FoundBackup {
  readonly writtenAt: number;
  /** Those that could come back: what was revoked since is not known here. */
  readonly phones: readonly Device[];
}

export interface TakenBack extends FoundBackup {
  readonly phonesKept: boolean;
}

/** What can be refused without the passphrase, so that nobody types one in vain. */
export async function requireBackup(path: string, stateFolder: string): Promise<void> {
  await requireEmpty(stateFolder);
  await requireSealed(path);
}

/**
 * Into a state folder in which nothing is, of an agent that does not run. All of it is opened and verified
 * before the folder comes into being. `keepPhones` is asked once all is known to be sound.
 */
export async function readBackup(
  { path, passphrase }: SealedFile,
  stateFolder: string,
  keepPhones: (found: FoundBackup) => Promise<boolean>,
  now: number,
): Promise<TakenBack> {
  return makeWholeFolder(stateFolder, async (folder) => {
    const { writtenAt } = parseAbout(await readArchive(path, passphrase, folder), path);
    const keys = loadOrCreateKeys(folder);
    const store = openStore(folder, keys.master, nodePrimitives);
    try {
      const report = checkStore(store, namesOf(keys));
      if (report.kind === "damaged") {
        throw new UserFailure("failed", `${path} holds a damaged store: ${report.faults[0]}`);
      }
      const found = { writtenAt, phones: store.devices.live() };
      const phonesKept = await keepPhones(found);
      goOn(store, writtenAt, phonesKept, now);
      return { ...found, phonesKept };
    } finally {
      store.database.close();
    }
  });
}

/** From where the backup was, and so that nobody can take it for the history that it was taken from. */
function goOn(store: Store, writtenAt: number, phonesKept: boolean, now: number): void {
  store.database.transaction(() => {
    const phones = phonesKept ? "kept" : "revoked";
    store.audit.append({ what: "store.imported", writtenAt, phones, by: "machine" }, now);
    if (!phonesKept) revokePhones(store, now);
    beginEpoch(store);
  });
}

function parseAbout(about: unknown, path: string): { readonly writtenAt: number } {
  const fields = new Map<string, unknown>(Object.entries(about ?? {}));
  const [version, writtenAt] = [fields.get("store"), fields.get("at")];
  const isKnown = typeof version === "number" && version <= migrations.length;
  if (isKnown && typeof writtenAt === "number") return { writtenAt };
  throw new UserFailure("refused", `${path} was written by a newer longrein`, "update longrein");
}
