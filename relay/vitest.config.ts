// The relay's tests run inside the real workerd, with the deployed configuration.

import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

// The local trace store would note every address asked for, and slow each frame by a millisecond.
process.env["X_LOCAL_OBSERVABILITY"] ??= "false";
process.env["X_LOCAL_EXPLORER"] ??= "false";

export default defineConfig({
  plugins: [
    cloudflareTest({
      // The sources, so that a test never runs yesterday's build.
      main: "./src/worker.ts",
      wrangler: { configPath: "../wrangler.toml" },
    }),
  ],
  test: {
    name: "relay",
    root: import.meta.dirname,
    include: ["src/**/*.test.ts"],
    // The package is CommonJS that requires an ES module; bundled, it is one module like any other.
    deps: { optimizer: { ssr: { enabled: true, include: ["itty-durable"] } } },
  },
});
