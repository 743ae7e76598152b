// `npm run screens`: pictures of the app for the documents, taken from a real run of the demo. The browser
// and what a person does with it are the scenarios' own.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { answer, openDemoRun, pair } from "./demo-phone.ts";
import { startLongrein } from "./longrein.ts";
import { openPhone } from "./phone.ts";

const folder = join(import.meta.dirname, "../docs/screens");
const settledMs = 700;

for (const colorScheme of ["light", "dark"] as const) {
  const longrein = await startLongrein(["--pace", "0"]);
  const phone = await openPhone({ colorScheme, deviceScaleFactor: 2 });
  try {
    await mkdir(folder, { recursive: true });
    const picture = async (name: string) => {
      await phone.page.waitForTimeout(settledMs);
      await phone.page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    };
    await pair(phone, longrein);
    await phone.page.getByTestId("approval-card").waitFor();
    await picture("approval");
    await answer(phone, "slugify.js", "approve");
    await openDemoRun(phone);
    await answer(phone, "--test", "approve");
    await phone.page.getByText("All tests pass").waitFor();
    await picture("run");
  } finally {
    await phone.close();
    await longrein.interrupt();
  }
}
process.stdout.write(`pictures are in ${folder}\n`);
