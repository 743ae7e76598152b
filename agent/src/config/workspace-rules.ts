// Which folders may be shared: none from which everything of the user's, or of ours, could be reached. Pure;
// all paths are real ones.

import { UserFailure } from "../platform/user-failure.ts";

export interface Surroundings {
  readonly home: string;
  readonly stateFolder: string;
  readonly configFile: string;
}

/** Throws unless runs may be opened in this folder. */
export function requireShareable(folder: string, around: Surroundings): void {
  const { home, stateFolder, configFile } = around;
  const hint = "share the folder of one project";
  const refuse = (why: string) => new UserFailure("refused", `${folder} ${why}`, hint);
  if (folder === "/") throw refuse("is everything there is");
  if (systemFolders.some((name) => isIn(folder, name))) throw refuse("belongs to the system");
  if (isIn(home, folder)) throw refuse("holds your home folder, hence all that is yours");
  for (const own of [stateFolder, configFile]) {
    if (isIn(own, folder)) throw refuse("holds longrein's own files");
  }
  if (isIn(folder, stateFolder)) throw refuse("is part of longrein's own folder");
  const secret = secretFolders.find((name) => isIn(folder, `${home}/${name}`));
  if (secret !== undefined) throw refuse(`is part of ~/${secret}, where keys are kept`);
}

/** What looks like files and is none. */
const systemFolders = ["/proc", "/sys", "/dev"];

/** Where programs keep what lets one in elsewhere. */
const secretFolders = [
  ".ssh",
  ".gnupg",
  ".aws",
  ".azure",
  ".kube",
  ".docker",
  ".config/gcloud",
  ".config/gh",
  ".claude",
  ".codex",
  ".local/share/opencode",
  ".gemini",
  ".password-store",
  ".local/share/keyrings",
  "Library/Keychains",
];

/** The same, or below it. */
function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
