#!/usr/bin/env node
// The door: plain JavaScript, so that a Node too old for everything behind it can hand over to the one that
// npm has brought along, or say what is needed.

import { existsSync, mkdirSync, statSync } from "node:fs";
import * as module from "node:module"; // as a whole: old ones lack what is used of it
import { homedir } from "node:os";
import { setFlagsFromString } from "node:v8";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  // The room for new objects stays as it is at first: an agent waits most of the time, and where that room may grow
  // it keeps six megabytes of garbage meanwhile.
  setFlagsFromString("--semi-space-growth-factor=1");
  // Two and a half megabytes less, for a fifth more of the processor while a long feed is read to a phone.
  setFlagsFromString("--optimize-for-size");
  // Ten times the usual: what starting and a handshake do often is not yet worth the pages of the optimizing compiler,
  // what a long feed does is. See docs/decisions/0070-optimized-later.md.
  setFlagsFromString("--invocation-count-for-maglev=4000");
  setFlagsFromString("--invocation-count-for-turbofan=30000");
  keepCompiled();
  await import("../src/main.ts");
} else {
  await handOver();
}

/** Commands start in a third of the time. What is kept is code that will run: nobody else may write there. */
function keepCompiled() {
  const { XDG_CACHE_HOME: given } = process.env;
  const caches = given?.startsWith("/") ? given : `${homedir()}/.cache`;
  const folder = `${caches}/longrein`;
  try {
    // One by one: Node never comes back from making both where the first cannot be made, as below /proc.
    for (const each of [caches, folder]) if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (uid === process.getuid?.() && (mode & 0o022) === 0) {
      module.enableCompileCache(`${folder}/compiled`);
    }
  } catch {
    // Without it everything works as well, only later.
  }
}

/** Node 24 lies in the packages of this repository; see docs/decisions/0001-node-24-through-npm.md. */
async function handOver() {
  const name = `node-${process.platform}-${process.arch}`;
  const brought = ["../../node_modules", "../node_modules", "../.."]
    .map((folder) => new URL(`${folder}/${name}/bin/node`, import.meta.url).pathname)
    .find((path) => existsSync(path));
  if (brought === undefined) {
    process.stderr.write(
      `error: longrein needs Node 22.18 or newer, this is ${process.versions.node}\n` +
        "hint: install a newer Node; in a clone of the repository, npm ci brings one\n",
    );
    process.exitCode = 1;
    return;
  }
  const { spawn } = await import("node:child_process");
  const child = spawn(brought, process.argv.slice(1), { stdio: "inherit" });
  // Ctrl-C reaches both of us; it is the other's to end by it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => signal !== "SIGINT" && child.kill(signal));
  }
  child.once("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}
