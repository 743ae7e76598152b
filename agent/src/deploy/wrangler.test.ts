// Wrangler as a child: by npx, where npx brings none, and ended before it is done.

import { existsSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import { until } from "../testing/until.ts";
import { wranglerCalls, wranglerCommand } from "./wrangler-calls.ts";
import { withWrangler } from "./wrangler.ts";

const byNpx = wranglerCommand(undefined, process.execPath);
const never = new AbortController().signal;

test("in a clone wrangler is the one that lies there, elsewhere exactly that version by npx", () => {
  expect(wranglerCommand("/x/node_modules", "/bin/node")).toEqual([
    "/bin/node",
    "/x/node_modules/wrangler/bin/wrangler.js",
  ]);
  expect(byNpx.join(" ")).toMatch(/^npx --yes wrangler@\d+\.\d+\.\d+$/);
});

test("says that npm was not reached, when npx cannot fetch wrangler", async () => {
  const home = await throwAwayFolder("longrein-npx-");
  vi.stubEnv("HOME", home.path);
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:9/");
  try {
    const called = withWrangler(never, ({ run }) => run(wranglerCalls.whoami()), byNpx);
    await expect(called).rejects.toMatchObject({
      message: expect.stringMatching(
        /^wrangler [\d.]+ has not started: npm error code ECONNREFUSED/,
      ),
      hint: expect.stringContaining("npx fetches it from npm"),
    });
  } finally {
    vi.unstubAllEnvs();
    await home.remove();
  }
}, 180_000);

test("says that npx is missing where it is", async () => {
  vi.stubEnv("PATH", "/nowhere");
  const called = withWrangler(never, ({ run }) => run(wranglerCalls.whoami()), byNpx);
  await expect(called).rejects.toMatchObject({
    message: expect.stringContaining("npx was not found"),
  });
  vi.unstubAllEnvs();
});

test("ends when it is called off, and leaves no folder", async () => {
  const calledOff = new AbortController();
  const kept = await throwAwayFolder("longrein-kept-");
  const note = `${kept.path}/where`;
  const called = withWrangler(calledOff.signal, ({ run }) => run([]), [
    "sh",
    "-c",
    `pwd > ${note}.draft; mv ${note}.draft ${note}; sleep 300`,
  ]);
  await until(() => existsSync(note), "it to have begun");
  calledOff.abort();
  await expect(called).rejects.toThrow("stopped");
  expect(existsSync(readFileSync(note, "utf8").trim())).toBe(false);
  await kept.remove();
});
