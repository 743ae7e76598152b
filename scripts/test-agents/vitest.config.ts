// The tests that drive real coding agents, for `npm run test:agents`; one file at a time, since each starts
// programs of several hundred megabytes.

import { join } from "node:path";
import { defineConfig } from "vitest/config";

const second = 1_000;

export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    name: "agents",
    environment: "node",
    include: ["agent/src/**/*.agents.test.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 240 * second,
    hookTimeout: 60 * second,
  },
});
