// The watch over the app that phones load: a real relay serves a folder, which is then changed; the clock stands until
// the test moves it.

import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { headersFile } from "../../../relay/src/security-headers.ts";
import { buildRelay } from "../../../scripts/build.ts";
import { ManualClock } from "../platform/manual-clock.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import type { Store } from "../store/store.ts";
import { freePort } from "../testing/free-port.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { until } from "../testing/until.ts";
import { shippedApp } from "../verify/shipped-app.ts";
import { verifyApp } from "../verify/verify-app.ts";
import { AppWatch } from "./app-watch.ts";
import { startEmbeddedRelay } from "./embedded-relay.ts";

const minute = 60_000;
const hour = 60 * minute;
const files = {
  "index.html": '<!doctype html><script type="module" src="/assets/main-1.js"></script>',
  "sw.js": 'self.addEventListener("fetch", () => {});',
  "assets/main-1.js": 'document.title = "Longrein";',
  _headers: headersFile(),
};

let folder: ThrowAwayFolder;
let state: StateFolder;
let store: Store;
let relay: WorkerdProcess;
let clock: ManualClock;
let watch: AppWatch;
let [looks, told] = [0, 0];
const at = (path: string) => join(folder.path, path);

beforeEach(async () => {
  folder = await throwAwayFolder("longrein-app-watch-");
  await mkdir(at("shipped/assets"), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(at(`shipped/${path}`), text);
  await cp(at("shipped"), at("served"), { recursive: true });
  const { workerFile } = await buildRelay();
  relay = await startEmbeddedRelay({
    workerFile,
    stateFolder: folder.path,
    appFolder: at("served"),
    // Still free when it comes back.
    port: await freePort(),
  });
  state = await stateFolder();
  store = state.openStore();
  clock = new ManualClock();
  [looks, told] = [0, 0];
  watch = newWatch();
});

afterEach(async () => {
  watch.stop();
  await relay.stop();
  await state.remove();
  await folder.remove();
});

function newWatch(chance = () => 0.5): AppWatch {
  const app = { appFolder: at("shipped"), manifestFiles: undefined };
  return new AppWatch({
    origin: relay.url,
    version: "0.1.0",
    store,
    clock,
    log: { write: () => undefined },
    chance,
    look: async (signal) => {
      const verdict = verifyApp(new URL(relay.url), await shippedApp(app, "0.1.0"), { signal });
      return verdict.finally(() => looks++);
    },
    changed: () => told++,
  });
}

/** Moves the clock on, and waits until what was to be looked at has been. */
async function pass(milliseconds: number): Promise<void> {
  const before = looks;
  clock.advance(milliseconds);
  await until(() => looks > before && clock.timers === 1, "a look", 10_000);
}

const audited = () =>
  store.audit.list({ what: "app" }).map(({ entry }): unknown => JSON.parse(entry ?? ""));
const change = (text: string) => writeFile(at("served/sw.js"), text);

test("an app that stays what it was is looked at hourly, and nobody is told anything", async () => {
  watch.start();
  expect(watch.sight).toEqual({ kind: "unseen" });
  await pass(2 * minute);
  await pass(hour);
  expect(watch.sight).toEqual({ kind: "same", at: clock.now() });
  expect([watch.warning, audited(), told]).toEqual([undefined, [], 0]);
});

test("a changed one is told of with the next look, and recorded once, not each hour", async () => {
  watch.start();
  await pass(2 * minute);
  await change("importScripts('/assets/more.js')");
  await pass(hour);
  const since = clock.now();
  const what = "/sw.js differs from byte 0 on: 32 bytes instead of 41";
  const found = { kind: "other", at: since, what, path: "/sw.js", count: 1 };
  expect(watch.sight).toEqual(found);
  expect(watch.warning).toEqual({
    warning: expect.stringContaining(`${relay.url} serves another app than that of longrein 0.1.0`),
    otherApp: { origin: relay.url, version: "0.1.0", path: "/sw.js", count: 1 },
  });
  await pass(hour);
  await pass(hour);
  expect(watch.sight).toEqual(found);
  const entry = { what: "app.changed", origin: relay.url, version: "0.1.0", count: 1, first: what };
  expect([audited(), told]).toEqual([[{ ...entry, at: since }], 1]);
});

test("another change is another entry, and so is the end of it", async () => {
  watch.start();
  await change("one");
  await pass(2 * minute);
  // As long as the one before: what it is tells them apart, not what is said of it.
  await change("two");
  await pass(hour);
  await change(files["sw.js"]);
  await pass(hour);
  expect(audited()).toMatchObject([
    { what: "app.changed" },
    { what: "app.changed" },
    { what: "app.restored" },
  ]);
  expect([watch.warning, told]).toEqual([undefined, 3]);
});

test("a warning outlives a restart and a relay that does not answer, and is not recorded anew", async () => {
  await change("one");
  await watch.lookNow();
  const { warning } = watch;
  expect(warning?.warning).toContain("/sw.js differs");
  watch = newWatch();
  expect(watch.warning).toEqual(warning);
  const url = new URL(relay.url);
  await relay.stop();
  await expect(watch.lookNow()).rejects.toThrow("ECONNREFUSED");
  expect(watch.warning).toEqual(warning);
  relay = await startEmbeddedRelay({
    workerFile: (await buildRelay()).workerFile,
    stateFolder: folder.path,
    appFolder: at("served"),
    port: Number(url.port),
  });
  await watch.lookNow();
  expect(watch.warning).toEqual(warning);
  expect(audited()).toHaveLength(1);
});

test.for([
  [0, minute, hour / 2],
  [1, 3 * minute, 1.5 * hour],
] as const)(
  "with chance at %i it looks after %i ms and then after %i ms",
  async ([chance, first, next]) => {
    watch = newWatch(() => chance);
    watch.start();
    clock.advance(first - 1);
    expect(clock.timers).toBe(1);
    await pass(1);
    clock.advance(next - 1);
    expect(looks).toBe(1);
    await pass(1);
    expect(looks).toBe(2);
  },
);

test("nothing is looked at after the end", async () => {
  watch.start();
  await pass(2 * minute);
  watch.stop();
  clock.advance(10 * hour);
  expect([looks, clock.timers]).toEqual([1, 0]);
});
