// One agent for each state folder, with real processes: the lock is gone with its holder, however that ended.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { removeIdleLock } from "./idle-lock.ts";
import { takeLock } from "./instance-lock.ts";
import { throwAwayFolder } from "./throw-away-folder.ts";

const source = fileURLToPath(new URL("./instance-lock.ts", import.meta.url));

test("a lock is one process's until it ends, be it killed, and is then free at once", async () => {
  const folder = await throwAwayFolder("longrein-test-");
  const program =
    `import { takeLock } from ${JSON.stringify(source)};` +
    `console.log(takeLock(${JSON.stringify(folder.path)}) !== undefined);` +
    // It is held for the process, not for whoever has taken it.
    "gc(); setInterval(() => {}, 1e6);";
  const flags = ["--expose-gc", "--input-type=module", "--eval", program];
  const holder = spawn(process.execPath, flags);
  const [said]: unknown[] = await once(holder.stdout, "data");
  expect(String(said)).toBe("true\n");
  expect(takeLock(folder.path)).toBeUndefined();
  holder.kill("SIGKILL");
  await once(holder, "close");
  const ours = takeLock(folder.path);
  expect(ours).toBeDefined();
  ours?.release();
  takeLock(folder.path)?.release();
  await folder.remove();
});

test("a lock of nobody is removed where it is all there is, and no other", async () => {
  const folder = await throwAwayFolder("longrein-test-");
  const lock = takeLock(folder.path);
  removeIdleLock(folder.path);
  expect(readdirSync(folder.path)).toEqual(["lock"]);
  lock?.release();
  writeFileSync(`${folder.path}/keys`, "");
  removeIdleLock(folder.path);
  expect(readdirSync(folder.path)).toEqual(["keys", "lock"]);
  await folder.remove();
  const other = await throwAwayFolder("longrein-test-");
  takeLock(other.path)?.release();
  removeIdleLock(other.path);
  expect(readdirSync(other.path)).toEqual([]);
  await other.remove();
});
