// The records as they are opened and closed with the daemon: what the log says, and what is signed at the end.

import { readFile, stat } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AgentKeys, loadOrCreateKeys } from "../platform/agent-keys.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { openRecords } from "./open-records.ts";

let folder: StateFolder;
let keys: AgentKeys;
beforeEach(async () => {
  folder = await stateFolder();
  keys = loadOrCreateKeys(folder.path);
});
afterEach(() => folder.remove());

describe("records", () => {
  it("are opened and closed, and the log tells of both in a file of its user's alone", async () => {
    const store = folder.openStore();
    store.audit.append({ what: "run.done" }, 1);
    const records = openRecords(folder.path, keys, store, { retentionDays: () => 14 });
    records.log.write("warning", "link", { state: "waiting" });
    records.log.write("debug", "link", { state: "dialling" });
    await records.close();
    const lines = (await readFile(`${folder.path}/agent.log`, "utf8")).trim().split("\n");
    const told = lines.map((line) => /"what":"([^"]+)"/.exec(line)?.[1]);
    expect(told).toEqual(["agent.started", "link", "agent.stopped"]);
    expect((await stat(`${folder.path}/agent.log`)).mode & 0o777).toBe(0o600);
  });

  it("are vouched for to the end by the agent's own key", async () => {
    const store = folder.openStore();
    const records = openRecords(folder.path, keys, store, { retentionDays: () => 14 });
    for (let i = 0; i < 3; i++) store.audit.append({ what: "run.done", i }, i);
    await records.close();
    const expected = { identityKey: keys.identity.public, endsWithCheckpoint: true };
    expect(records.audit.verify(expected)).toMatchObject({ kind: "whole", vouchedTo: 3 });
  });
});
