// `npm run relay-view`: records what a relay gets of a real run, and prints what docs/what-the-relay-sees.md shows of
// it; --write puts it there.

import { readFileSync, writeFileSync } from "node:fs";
import { recordRelayView } from "./relay-view-record.ts";
import { relayView } from "./relay-view-page.ts";

const document = new URL("../docs/what-the-relay-sees.md", import.meta.url);

const { form, example } = relayView(await recordRelayView());
let page = readFileSync(document, "utf8");
for (const [name, text] of Object.entries({ ...form, example })) {
  const marks = new RegExp(`(<!-- ${name}:begin -->)[^]*?(<!-- ${name}:end -->)`);
  if (!marks.test(page)) throw new Error(`docs/what-the-relay-sees.md has no marks for ${name}`);
  page = page.replace(marks, (_, begin: string, end: string) => `${begin}\n\n${text}\n\n${end}`);
}
if (process.argv.includes("--write")) writeFileSync(document, page);
else process.stdout.write(page);
