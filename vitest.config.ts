// All tests, each part in the world it runs in. The relay's run inside workerd and have a file of their
// own; scenarios start real processes and a browser, so they come last.

import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type TestProjectConfiguration, defineConfig } from "vitest/config";

const second = 1_000;
const relay = "./relay/vitest.config.ts";

/**
 * Whole programs wait for each other by clocks of their own, and a machine that stands still for seconds fails
 * a test in thousands. CI sets this; what then passes only when tried again is named at the end.
 */
const retry = process.env["SECOND_TRY"] === "1" ? 1 : 0;

/**
 * Run with coding agents installed, see scripts/test-agents/vitest.config.ts; and by `npm run test:package`, since each
 * call of wrangler takes two seconds of a processor.
 */
const aside = ["**/*.agents.test.ts", "**/*.wrangler.test.ts"];

/** An agent killed at some five hundred points and started again: for `npm run test:crashes`. */
const crash = "agent/src/daemon/daemon-crash.test.ts";

/** Whole programs, crashes within one, many random inputs: for `npm test`, not for every save. */
const long = [
  "**/*.fuzz.ts",
  "**/*.fuzz.test.ts",
  "agent/src/cli/**/*.test.ts",
  "agent/src/daemon/desk-{artifacts,crash,quotas,validations}.test.ts",
  "agent/src/daemon/{embedded-relay*,hostile-texts,record-keeping}.test.ts",
  "agent/src/drivers/{acp,scripted}/*.test.ts",
  "protocol/src/handshake-tampering.test.ts",
  "scripts/{build,noise-vectors}.test.ts",
  "scripts/docs/deploy-button.test.ts",
];

const inNode = (name: string, folder: string, isolate = true): TestProjectConfiguration => ({
  test: {
    name,
    isolate,
    environment: "node",
    include: [`${folder}/**/*.{test,fuzz}.{ts,tsx}`],
    exclude: [...aside, ...long, crash],
    pool: "threads",
    testTimeout: 20 * second,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});

const longOnes: TestProjectConfiguration = {
  test: {
    name: "long",
    retry,
    environment: "node",
    include: long,
    exclude: ["**/node_modules/**", ...aside],
    pool: "threads",
    testTimeout: 60 * second,
  },
};

const crashes: TestProjectConfiguration = {
  test: {
    name: "crashes",
    retry,
    environment: "node",
    include: [crash],
    pool: "threads",
  },
};

/** Each has a relay, an agent and browsers of its own, and waits for them most of the time. */
const scenarios: TestProjectConfiguration = {
  test: {
    name: "scenarios",
    retry,
    environment: "node",
    include: ["scenarios/*.test.ts"],
    exclude: aside,
    pool: "forks",
    sequence: { groupOrder: 1 },
    testTimeout: 120 * second,
    hookTimeout: 60 * second,
  },
};

const deployments: TestProjectConfiguration = {
  test: {
    name: "deployments",
    retry,
    environment: "node",
    include: ["agent/src/**/*.wrangler.test.ts"],
    pool: "threads",
    testTimeout: 240 * second,
    hookTimeout: 120 * second,
  },
};

/** Those that take further browsers; for `npm run test:browsers`. */
const browsers: TestProjectConfiguration = {
  test: {
    name: "browsers",
    retry,
    environment: "node",
    include: ["scenarios/engines/*.test.ts"],
    pool: "forks",
    fileParallelism: false,
    sequence: { groupOrder: 2 },
    testTimeout: 600 * second,
    hookTimeout: 120 * second,
  },
};

export default defineConfig({
  test: {
    // By itself Vitest leaves one processor idle, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      // Pure files share nothing that a test could change.
      inNode("protocol", "protocol/src", false),
      inNode("agent", "agent/src"),
      inNode("mobile-web", "mobile-web/src"),
      inNode("scripts", "scripts"),
      inNode("simulation", "simulation"),
      ...(existsSync(new URL(relay, import.meta.url)) ? [relay] : []),
      longOnes,
      crashes,
      scenarios,
      deployments,
      browsers,
    ],
  },
});
