// Builds the app as plain files. Nothing inline and no polyfill, so that it runs under a policy that allows
// neither; the manifest tells the size check which files the first load costs.

import { defineConfig } from "vite";
import { preloads } from "../scripts/app/preloads.ts";

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [preloads()],
  build: {
    target: "safari17",
    outDir: "../dist/app",
    emptyOutDir: true,
    manifest: true,
    // Said in the page instead, where the link can be told to come after what is shown.
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
});
