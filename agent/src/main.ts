// argv → command; nothing else.

import { run } from "./cli/run.ts";

const code = await run(process.argv.slice(2));
// What could not be printed has set one already.
if (code !== 0) process.exitCode = code;
