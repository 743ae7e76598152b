// `npm start`: builds the relay and the app, then runs the demo as `longrein demo` does, or, with a command's
// name behind it, that command. In one process, so that Ctrl-C in a terminal reaches everything there is.

import { run } from "../agent/src/cli/run.ts";
import { buildApp, buildRelay } from "./build.ts";
import { endWithParent } from "./end-with-parent.ts";
import { buildWhatIsStale } from "./fresh-build.ts";
import { startPlan, usage } from "./start/plan.ts";

const { build, argv } = startPlan(process.argv.slice(2));

if (build === "all") {
  endWithParent();
  await Promise.all([buildRelay(), buildApp()]);
} else if (build === "stale") await buildWhatIsStale();

if (argv === undefined) console.log(usage);
else process.exitCode = await run(argv, "npm start --");
