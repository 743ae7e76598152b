// Hidden secrets at rest: sealed, numbered for good, and forgotten with their run.

import { type AgentEvent, toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { samples } from "../testing/secret-samples.ts";
import { addRun } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
let run: string;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
  run = `run:${toBase64url(addRun(store))}`;
});
afterEach(() => folder.remove());

const [one, two] = [`ghp_${"aB3".repeat(12)}`, `npm_${"cD4".repeat(12)}`];
const notice = (text: string): AgentEvent => ({ t: "notice", level: "info", text, at: 1 });
const texts = () => {
  const start = { feed: run, seq: 0, chain: new Uint8Array(32) };
  return store.events.read(start, undefined, 99).events.map(({ body }) => body);
};

describe("a hidden secret", () => {
  it("is revealed by its number to whoever may ask, also after a restart", () => {
    store.events.append(run, notice(`${one} and ${two}`), 1);
    expect(texts()[0]).toContain("[hidden: GitHub token 1] and [hidden: npm token 2]");
    store = folder.reopenStore();
    expect([1, 2, 3].map((number) => store.secrets.reveal(run, number))).toEqual([
      one,
      two,
      undefined,
    ]);
  });

  it("has the same number each time, after a restart too, and one of its own in each run", () => {
    store.events.append(run, notice(one), 1);
    store = folder.reopenStore();
    store.events.append(run, notice(`${two} ${one}`), 1);
    expect(texts()[1]).toContain("[hidden: npm token 2] [hidden: GitHub token 1]");
    const other = `run:${toBase64url(addRun(store))}`;
    store.events.append(other, notice(two), 1);
    expect(store.secrets.reveal(other, 1)).toBe(two);
  });

  it("is not numbered by a transaction that fails", () => {
    const failing = () =>
      store.database.transaction(() => {
        store.events.append(run, notice(one), 1);
        throw new Error("on purpose");
      });
    expect(failing).toThrow("on purpose");
    store.events.append(run, notice(two), 1);
    expect([store.secrets.reveal(run, 1), store.secrets.reveal(run, 2)]).toEqual([two, undefined]);
  });

  it("is hidden without a number when the run has told more than anybody asks for", () => {
    const secretOf = (n: number) => `ghp_${String(n).padStart(36, "aB3")}`;
    store.database.transaction(() => {
      for (let n = 0; n < 1_001; n++) store.events.append(run, notice(secretOf(n)), 1);
    });
    const end = store.events.latest(run);
    store.events.append(run, notice(`${secretOf(1_002)} ${secretOf(7)}`), 1);
    const [last] = store.events.read(end, undefined, 1).events;
    expect(last?.body).toContain("[hidden: GitHub token] [hidden: GitHub token 8]");
    expect(store.secrets.reveal(run, 1_001)).toBeUndefined();
  });

  it("lies in no file in clear, whatever it is and however it was streamed", async () => {
    for (const { before, secret, after } of samples) {
      for (const delta of [before, secret.slice(0, 7), secret.slice(7), after]) {
        store.events.append(run, { t: "tool.output", item: 1, delta }, 1);
      }
    }
    store.events.append(run, { t: "tool.done", item: 1, status: "completed" }, 1);
    const shown = texts().join("");
    const bytes = await folder.allBytes();
    for (const { secret } of samples) {
      const line = secret.split("\n").at(-3) ?? secret;
      expect([shown.includes(line), bytes.includes(line)]).toEqual([false, false]);
    }
  });
});
