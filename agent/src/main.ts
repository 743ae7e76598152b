#!/usr/bin/env node
// argv → command; nothing else. Must itself run on any Node, so that an old one is told what is needed
// instead of crashing in a dependency.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `error: longrein needs Node 22.18 or newer, this is ${process.versions.node}\n` +
      "hint: in this repository, start it through npm, which brings its own: npm start\n",
  );
  process.exit(1);
}
const { run } = await import("./cli/run.ts");
process.exitCode = await run(process.argv.slice(2));
export {};
