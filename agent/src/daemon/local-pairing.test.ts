// Pairing at the machine, over the control socket of an agent with as many phones as there may be.

import { devicesMax } from "@longrein/protocol/limits";
import { afterEach, beforeEach, expect, it } from "vitest";
import { effectiveSettings } from "../config/effective.ts";
import { ask } from "../control/control-client.ts";
import { socketPath } from "../control/socket-path.ts";
import type { News } from "../control/verbs.ts";
import { loadOrCreateKeys } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { openStore } from "../store/store.ts";
import { addDevice } from "../testing/rows.ts";
import { type Resident, startResident } from "./resident.ts";

let folder: ThrowAwayFolder;
let resident: Resident;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-pairing-");
  const store = openStore(folder.path, loadOrCreateKeys(folder.path).master, nodePrimitives);
  const pairedAt = Date.now();
  for (let i = 1; i <= devicesMax; i++) addDevice(store, { name: `phone-${i}`, pairedAt });
  store.database.close();
  // Nobody listens there: an offer is shown all the same.
  const { settings } = effectiveSettings({ relay: "http://127.0.0.1:9" }, {}, "m");
  resident = await startResident({
    stateFolder: folder.path,
    version: "0",
    readSettings: () => settings,
    built: undefined,
    openDrivers: () => Promise.resolve([]),
    onLinkState: () => undefined,
  });
});
afterEach(async () => {
  await resident.close();
  await folder.remove();
});

/** What was said until an offer was there, or none was to be had. */
async function pair(): Promise<News[]> {
  const told: News[] = [];
  const end = new AbortController();
  const news = (one: News) => {
    told.push(one);
    end.abort();
  };
  const pairing = ask(
    socketPath(folder.path),
    { t: "pair", role: "viewer", typedCode: false, withOtherApp: false },
    { news, signal: end.signal },
  );
  await pairing.catch((failure: unknown) => {
    if (!end.signal.aborted) throw failure;
  });
  return told;
}

it("where as many phones are paired as there may be, another is refused before it is offered anything", async () => {
  await expect(pair()).rejects.toMatchObject({
    kind: "refused",
    message: "127 phones are paired, which is as many as there may be",
    hint: "longrein devices revoke PHONE",
  });
  await ask(socketPath(folder.path), { t: "devices.revoke", which: `phone-${devicesMax}` });
  expect(await pair()).toMatchObject([{ t: "offered" }]);
});
