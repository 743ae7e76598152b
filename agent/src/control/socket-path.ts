// Where the control socket lies, and whether it can be trusted to be the agent's own. Node cannot ask the
// kernel who is at the other end, so the file system answers: the socket stands in a folder that nobody else
// may enter, and both must belong to us.

import { dirname } from "node:path";
import { codeOf } from "../platform/held-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { isOwnAlone } from "../platform/state-folder.ts";

/** What the kernels take for a path of a socket, without its final zero: macOS 103, Linux 107. */
const pathBytesMax = 103;

export function socketPath(stateFolder: string): string {
  const path = `${stateFolder}/control.sock`;
  if (Buffer.byteLength(path) <= pathBytesMax) return path;
  throw new UserFailure(
    "refused",
    `the path of the control socket is too long for this system: ${path}`,
    "set LONGREIN_STATE_DIR to a folder with a shorter path",
  );
}

/** Throws if somebody else could have made this socket; false if there is none. */
export function isTrustedSocket(path: string): boolean {
  try {
    if (isOwnAlone(path) && isOwnAlone(dirname(path))) return true;
  } catch (failure) {
    const code = codeOf(failure);
    if (code === "ENOENT" || code === "ENOTDIR") return false;
    // A folder of somebody else's hides what is in it.
    if (code !== "EACCES") throw failure;
  }
  throw new UserFailure(
    "refused",
    `${path} is not, or not only, yours`,
    "longrein talks to nobody else's agent; look at who owns it, and remove it",
  );
}
