// Builds the app as plain files. Nothing inline and no polyfill, so that it runs under a policy that allows
// neither; the manifest tells the size check which files the first load costs.

import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "safari17",
    outDir: "../dist/app",
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
  },
});
