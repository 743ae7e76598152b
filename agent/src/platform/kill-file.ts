// The kill switch as a file: whoever can make it in the state folder ends everything, though no socket, no
// relay and no command line may work. It stays until somebody at the machine takes it away.

import {
  appendFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from "node:fs";

export interface KillFile {
  readonly path: string;
  isThere(): boolean;
  /** What was written into it, for people; undefined if it is not there. */
  read(): Pulled | undefined;
  make(by: string): void;
  /** Adds what came of it, once that is known. */
  tell(ended: string): void;
  remove(): void;
  /** Calls back once, when it is there. Returns how to stop watching. */
  watch(found: () => void): () => void;
}

export interface Pulled {
  /** Empty where somebody has made it by hand. */
  readonly by: string;
  readonly ended: string | undefined;
  readonly at: number;
}

/** For file systems that tell nobody of what happens in them. */
const lookEveryMs = 1_000;
const saysCharactersMax = 200;
const endedMark = "ended: ";

export function killFile(stateFolder: string): KillFile {
  const path = `${stateFolder}/KILL`;
  const isThere = () => existsSync(path);
  return {
    path,
    isThere,
    read: () => (isThere() ? readPulled(path) : undefined),
    make: (by) => {
      if (!isThere()) writeFileSync(path, `${by}\n`, { mode: 0o600, flush: true });
    },
    tell: (ended) => appendFileSync(path, `${endedMark}${ended}\n`, { flush: true }),
    remove: () => rmSync(path, { force: true }),
    watch: (found) => watchFor(stateFolder, isThere, found),
  };
}

/** Of a folder or a pipe of this name nothing is read: that it is there is enough. */
function readPulled(path: string): Pulled {
  const about = statSync(path);
  const text = about.isFile() ? readFileSync(path, "utf8").slice(0, 2 * saysCharactersMax) : "";
  const lines = text.split("\n").map((line) => line.slice(0, saysCharactersMax).trim());
  const ended = lines.findLast((line) => line.startsWith(endedMark))?.slice(endedMark.length);
  const [first = ""] = lines;
  return { by: first.startsWith(endedMark) ? "" : first, ended, at: Math.round(about.mtimeMs) };
}

function watchFor(folder: string, isThere: () => boolean, found: () => void): () => void {
  const watcher = watch(folder, { persistent: false });
  const timer = setInterval(() => look(), lookEveryMs);
  timer.unref();
  const stop = () => {
    clearInterval(timer);
    watcher.close();
  };
  const look = () => {
    if (!isThere()) return;
    stop();
    found();
  };
  watcher.on("change", look);
  // What the watcher does not see any more, the timer does.
  watcher.on("error", () => undefined);
  return stop;
}
