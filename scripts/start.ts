// `npm start`: builds the relay and the app, then runs the demo as `longrein demo` does. In one process,
// so that Ctrl-C in a terminal reaches everything there is.

import { run } from "../agent/src/cli/run.ts";
import { buildApp, buildRelay } from "./build.ts";

await Promise.all([buildRelay(), buildApp()]);
process.exitCode = await run(["demo", ...process.argv.slice(2)]);
