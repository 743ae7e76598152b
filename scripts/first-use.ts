// `npm run first-use`: records a first use and prints it as docs/first-use.md has it; --write writes it there.

import { writeFileSync } from "node:fs";
import { recordFirstUse } from "./first-use/record.ts";
import { provide, thisMachine } from "./tests/needs.ts";

const document = new URL("../docs/first-use.md", import.meta.url);

if (!provide(thisMachine, console.error)) process.exitCode = 1;
else {
  const page = await recordFirstUse();
  if (process.argv.includes("--write")) writeFileSync(document, page);
  else console.log(page);
}
