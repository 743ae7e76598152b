// Builds the replay page, apart from the app: never part of what is shipped.

import { join } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  root: join(import.meta.dirname, ".."),
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  define: { LONGREIN_VERSION: JSON.stringify("replayed") },
  build: {
    target: "safari17",
    outDir: "../.cache/replay",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: join(import.meta.dirname, "index.html") },
  },
});
