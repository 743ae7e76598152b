// The folder of keys, store and socket: its user's alone, and nowhere from where it would be carried away,
// be it with a repository or by a program that copies folders to other machines.

import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { cannotWrite } from "./file-failure.ts";
import { codeOf } from "./held-folder.ts";
import { makeFolders } from "./make-folders.ts";
import { systemWords } from "./system-words.ts";
import { UserFailure } from "./user-failure.ts";

const usualWayElsewhere = "set LONGREIN_STATE_DIR to another folder of your own";
/** Of folders that are copied to other machines. */
const synced = /^(Dropbox|OneDrive( - .+)?|Google ?Drive|My Drive|Nextcloud|Mobile Documents)$/i;

/** Made if it is not there; its real path. `elsewhere` says how another one is chosen. */
export function openStateFolder(path: string, elsewhere = usualWayElsewhere): string {
  makeFolder(path, elsewhere);
  const folder = realpathSync(path);
  const { uid, mode } = statSync(folder);
  if (uid !== process.getuid?.()) {
    throw new UserFailure("refused", `${folder} belongs to somebody else`, elsewhere);
  }
  refuseShared(folder, elsewhere);
  if ((mode & 0o077) !== 0) closeToOthers(folder, elsewhere);
  requireWritable(folder, elsewhere);
  return folder;
}

/** What was made by hand is put right as long as nothing is in it: any other folder is not ours to close. */
function closeToOthers(folder: string, elsewhere: string): void {
  const hint = existsSync(join(folder, "keys")) ? `chmod 700 ${folder}` : elsewhere;
  if (readdirSync(folder).length > 0) {
    throw new UserFailure("refused", `others may enter ${folder}, and it is not empty`, hint);
  }
  try {
    chmodSync(folder, 0o700);
  } catch (failure) {
    throw cannotWrite(folder, failure, elsewhere);
  }
}

function requireWritable(folder: string, elsewhere: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (failure) {
    throw cannotWrite(folder, failure, elsewhere);
  }
}

function makeFolder(path: string, elsewhere: string): void {
  try {
    makeFolders(path);
  } catch (cause) {
    const isRefused = codeOf(cause) === "ENOENT";
    const why = isRefused
      ? "nothing can be made there"
      : (systemWords(cause) ?? "nobody knows why");
    throw new UserFailure("failed", `the folder ${path} cannot be made: ${why}`, elsewhere, {
      cause,
    });
  }
}

function refuseShared(folder: string, elsewhere: string): void {
  const steps = folder.split(sep);
  const copied = steps.find((step) => synced.test(step));
  if (copied !== undefined) {
    throw new UserFailure("refused", `${folder} is copied to other machines`, elsewhere);
  }
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (isRepository(join(at, ".git"))) {
      throw new UserFailure("refused", `${folder} lies in the git repository ${at}`, elsewhere);
    }
  }
}

/** A link to one is a file; a folder of that name without a HEAD is nothing to git. */
function isRepository(git: string): boolean {
  return existsSync(git) && (statSync(git).isFile() || existsSync(join(git, "HEAD")));
}

/** Whether nobody else can have put there what lies at this path. */
export function isOwnAlone(path: string): boolean {
  const { uid, mode } = lstatSync(path);
  return uid === process.getuid?.() && (mode & 0o077) === 0;
}

/** Where it really lies, if it is there at all. */
export function realPlace(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}
