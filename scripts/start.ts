// `npm start`: builds the relay and the app, then runs the demo as `longrein demo` does, or, with a command's
// name behind it, that command. In one process, so that Ctrl-C in a terminal reaches everything there is.

import { run } from "../agent/src/cli/run.ts";
import { buildApp, buildRelay } from "./build.ts";
import { endWithParent } from "./end-with-parent.ts";

const argv = process.argv.slice(2);
const isDemo = argv[0] === undefined || argv[0].startsWith("-") || argv[0] === "demo";
const isAskedFor = argv.includes("--help") || argv.includes("-h");

if (isDemo && !isAskedFor) {
  endWithParent();
  await Promise.all([buildRelay(), buildApp()]);
}
process.exitCode = await run(
  isDemo && argv[0] !== "demo" ? ["demo", ...argv] : argv,
  "npm start --",
);
