// Commands that were given: once accepted, never again; told from memory for as long as they could come back.

import { outcomeKeptMs } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { RequestTable } from "./request-table.ts";

let folder: StateFolder;
let requests: RequestTable;
beforeEach(async () => {
  folder = await stateFolder();
  ({ requests } = folder.openStore());
});
afterEach(() => folder.remove());

const key = { device: randomBytes(16), id: randomBytes(16) };
const body = randomBytes(32);

describe("a command", () => {
  it("is new once and remembered from then on, also after a restart", () => {
    expect(requests.recall(key, body)).toBeUndefined();
    requests.accept(key, body, 1_000);
    expect(requests.recall(key, body)).toEqual({ state: "accepted" });
    ({ requests } = folder.reopenStore());
    expect(requests.recall(key, body)).toEqual({ state: "accepted" });
  });

  it("is never accepted a second time", () => {
    requests.accept(key, body, 1_000);
    for (let i = 0; i < 100; i++) expect(() => requests.accept(key, body, 1_000)).toThrow("UNIQUE");
  });

  it("with other bytes under the same id is a conflict, whatever became of the first", () => {
    requests.accept(key, body, 1_000);
    expect(requests.recall(key, randomBytes(32))).toBe("conflict");
    requests.settle(key, { state: "done" });
    expect(requests.recall(key, randomBytes(32))).toBe("conflict");
  });

  it("of another device under the same id is another command", () => {
    requests.accept(key, body, 1_000);
    expect(requests.recall({ ...key, device: randomBytes(16) }, body)).toBeUndefined();
  });

  it("is remembered with its outcome", () => {
    const run = randomBytes(16);
    requests.accept(key, body, 1_000);
    for (const outcome of [
      { state: "running" },
      { state: "failed", code: "EXPIRED" },
      { state: "done", run },
    ] as const) {
      requests.settle(key, outcome);
      expect(requests.recall(key, body)).toEqual(outcome);
    }
  });

  it("that was interrupted is indeterminate, and one that was settled stays as it was", () => {
    const states = ["accepted", "running", "done", "failed", "indeterminate"] as const;
    const keys = states.map((state) => {
      const each = { ...key, id: randomBytes(16) };
      requests.accept(each, body, 1_000);
      requests.settle(each, { state });
      return each;
    });
    expect(requests.markInterrupted()).toBe(2);
    expect(keys.map((each) => requests.recall(each, body))).toEqual(
      ["indeterminate", "indeterminate", "done", "failed", "indeterminate"].map((state) => ({
        state,
      })),
    );
  });

  it("is forgotten seven days after it expired and not a millisecond earlier", () => {
    requests.accept(key, body, 1_000);
    expect(requests.prune(1_000 + outcomeKeptMs)).toBe(0);
    expect(requests.prune(1_001 + outcomeKeptMs)).toBe(1);
    expect(requests.recall(key, body)).toBeUndefined();
  });
});
