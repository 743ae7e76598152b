// Which folders may be shared: none from which everything of the user's, or of ours, could be reached, none with what
// lets one in elsewhere, and none of the system's unless that is said. Pure; all paths are real ones.

import { UserFailure } from "../platform/user-failure.ts";

export interface Surroundings {
  readonly home: string;
  readonly stateFolder: string;
  readonly configFile: string;
  /** Where something lies after all links. */
  real(path: string): string;
  /** Somebody has said that it is to be one of the system's. */
  readonly mayBeSystem: boolean;
}

/** Throws unless runs may be opened in this folder. */
export function requireShareable(folder: string, around: Surroundings): void {
  const { home, stateFolder, configFile, mayBeSystem, real } = around;
  const refuse = (why: string, hint = "share the folder of one project") =>
    new UserFailure("refused", `${folder} ${why}`, hint);
  if (folder === "/") throw refuse("is everything there is");
  if (unreal.some((name) => isIn(folder, name))) throw refuse("belongs to the system");
  if (isIn(home, folder)) throw refuse("holds your home folder, hence all that is yours");
  for (const own of [stateFolder, configFile]) {
    if (isIn(own, folder)) throw refuse("holds longrein's own files");
  }
  if (isIn(folder, stateFolder)) throw refuse("is part of longrein's own folder");
  for (const name of secretFolders) {
    const secret = real(`${home}/${name}`);
    if (isIn(folder, secret)) throw refuse(`is part of ~/${name}, where keys are kept`);
    if (isIn(secret, folder)) throw refuse(`holds ~/${name}, where keys are kept`);
  }
  // A service may live in one of them.
  if (mayBeSystem || isIn(folder, home)) return;
  const system = systemFolders.find((name) => touches(folder, real(name)));
  const unlessSaid = "share the folder of one project, or say --allow-system-folder";
  if (system !== undefined) throw refuse(`belongs to the system, by ${system}`, unlessSaid);
}

/** What looks like files and is none. */
const unreal = ["/proc", "/sys", "/dev"];

/** What machines are made of. Of /var only what programs keep there: work may lie in it, too. */
const systemFolders = [
  "/bin",
  "/boot",
  "/etc",
  "/lib",
  "/lib64",
  "/root",
  "/run",
  "/sbin",
  "/usr",
  "/var/cache",
  "/var/lib",
  "/var/log",
  "/var/spool",
  "/Applications",
  "/Library",
  "/System",
];

/** Where programs keep what lets one in elsewhere. */
const secretFolders = [
  ".ssh",
  ".gnupg",
  ".aws",
  ".azure",
  ".oci",
  ".kube",
  ".docker",
  ".fly",
  ".terraform.d",
  ".wrangler",
  ".config/.wrangler",
  ".config/containers",
  ".config/doctl",
  ".config/gcloud",
  ".config/gh",
  ".config/op",
  ".config/rclone",
  ".config/chromium",
  ".config/google-chrome",
  ".mozilla",
  ".claude",
  ".codex",
  ".local/share/opencode",
  ".gemini",
  ".password-store",
  ".local/share/keyrings",
  "Library/Keychains",
];

function touches(folder: string, other: string): boolean {
  return isIn(folder, other) || isIn(other, folder);
}

/** The same, or below it. */
function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
