// One scenario for the relay however it is started. From the files of the package it is played by
// `npm run test:package`.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configToDeploy } from "../agent/src/deploy/relay-config.ts";
import { type RelayFiles, relayFiles } from "../agent/src/platform/own-files.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { playStep, relayScenario } from "../scripts/relay-scenario/scenario.ts";
import { type StartedRelay, inWorkerd, inWranglerDev } from "../scripts/relay-scenario/ways.ts";

let folder: ThrowAwayFolder;
let files: RelayFiles;

beforeAll(async () => {
  const built = relayFiles();
  if (built === undefined) throw new Error("expected the relay and the app to be built");
  folder = await throwAwayFolder("longrein-relay-files-");
  // As it is deployed: from the files that are there, not building them anew beside other tests.
  const configFile = join(folder.path, "wrangler.toml");
  const config = await readFile(built.configFile, "utf8");
  await writeFile(configFile, configToDeploy(config, { name: "longrein-relay", ...built }));
  files = { ...built, configFile };
});

afterAll(() => folder.remove());

describe.each([
  ["raw workerd", inWorkerd],
  ["wrangler dev", inWranglerDev],
])("the relay in %s", (_, start) => {
  let relay: StartedRelay;
  beforeAll(async () => {
    relay = await start(files);
  });
  afterAll(() => relay.stop());
  for (const [what, step] of Object.entries(relayScenario)) {
    test(what, () => expect(playStep(relay, step)).resolves.toBeUndefined());
  }
});
