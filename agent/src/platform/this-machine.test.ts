// Being asked to end, by real signals to a real process.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const file = join(import.meta.dirname, "this-machine.ts");

/** Says when it can be asked, when it was, and when it has ended, which takes it half a second. */
const program = `
  import { untilAskedToEnd } from ${JSON.stringify(file)};
  const asked = untilAskedToEnd();
  const stay = setInterval(() => {}, 1_000);
  console.log("ready");
  await asked;
  console.log("asked");
  await new Promise((resolve) => setTimeout(resolve, 500));
  console.log("ended");
  clearInterval(stay);
`;

test("asked twice at once, it still ends in its own time", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const hears = async (word: string) => {
    await expect.poll(() => said, { timeout: 10_000 }).toContain(word);
  };
  await hears("ready");
  child.kill("SIGINT");
  await hears("asked");
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([0, null]);
  expect(said).toContain("ended");
});
