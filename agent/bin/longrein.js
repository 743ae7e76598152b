#!/usr/bin/env node
// The door: plain JavaScript, so that a Node too old for everything behind it can say what is needed.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  await import("../src/main.ts");
} else {
  process.stderr.write(
    `error: longrein needs Node 22.18 or newer, this is ${process.versions.node}\n` +
      "hint: in this repository, start it through npm, which brings its own: npm start\n",
  );
  process.exitCode = 1;
}
