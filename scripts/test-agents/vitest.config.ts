// The tests that drive real coding agents, for `npm run test:agents`; two files at a time, since each starts
// programs of several hundred megabytes that mostly wait.

import { join } from "node:path";
import { defineConfig } from "vitest/config";

const second = 1_000;

export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    name: "agents",
    // As in the configuration at the top: named at the end when a second try was needed.
    retry: process.env["SECOND_TRY"] === "1" ? 1 : 0,
    environment: "node",
    include: ["{agent/src,scenarios}/**/*.agents.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 240 * second,
    hookTimeout: 180 * second,
  },
});
