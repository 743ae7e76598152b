// A child that outlived us: we were killed without a chance to end it. Its number was written down; the
// next start ends it, but only if what runs under that number now is what was started then.

import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const triesMax = 50;

export async function noteChild(pidFile: string, pid: number): Promise<void> {
  await writeFile(pidFile, `${pid}\n`, { mode: 0o600 });
}

/** `mark` is a text that only this child's command line holds, such as a path of our own. */
export async function endOrphan(pidFile: string, mark: string): Promise<void> {
  const noted = Number(await readFile(pidFile, "utf8").catch(() => ""));
  if (!Number.isSafeInteger(noted) || noted <= 1) return;
  for (let tries = 0; tries < triesMax; tries++) {
    if (!(await commandLine(noted)).includes(mark)) break;
    killIfThere(noted);
    // Its port is free when it is gone, not when it is told to go.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await rm(pidFile, { force: true });
}

async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // No /proc here, or no such process.
    const asked = promisify(execFile)("ps", ["-p", String(pid), "-o", "command="]);
    return asked.then(
      ({ stdout }) => stdout,
      () => "",
    );
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone since we looked, which is what was wanted.
  }
}
