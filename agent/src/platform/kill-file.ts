// The kill switch as a file: whoever can make it in the state folder ends everything, though no socket, no
// relay and no command line may work. It stays until somebody at the machine takes it away.

import { existsSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";

export interface KillFile {
  readonly path: string;
  isThere(): boolean;
  /** What was written into it, for people. */
  says(): string;
  make(says: string): void;
  remove(): void;
  /** Calls back once, when it is there. Returns how to stop watching. */
  watch(found: () => void): () => void;
}

/** For file systems that tell nobody of what happens in them. */
const lookEveryMs = 1_000;
const saysCharactersMax = 200;

export function killFile(stateFolder: string): KillFile {
  const path = `${stateFolder}/KILL`;
  const isThere = () => existsSync(path);
  return {
    path,
    isThere,
    says: () => readFileSync(path, "utf8").slice(0, saysCharactersMax).trim(),
    make: (says) => {
      if (!isThere()) writeFileSync(path, `${says}\n`, { mode: 0o600, flush: true });
    },
    remove: () => rmSync(path, { force: true }),
    watch: (found) => watchFor(stateFolder, isThere, found),
  };
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
