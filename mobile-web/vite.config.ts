// Builds the app as plain files. Nothing inline and no polyfill, so that it runs under a policy that allows
// neither; the manifest tells the size check which files the first load costs.

import { join } from "node:path";
import { type Plugin, defineConfig } from "vite";

/** Vite's own asks for a part only when its styles have come, and is several times as long. */
const loadWithStyles: Plugin = {
  name: "longrein-load-with-styles",
  apply: "build",
  enforce: "pre",
  load: (id) =>
    id === "\0vite/preload-helper.js"
      ? `export { loadWithStyles as __vitePreload } from ${JSON.stringify(ownLoader)};`
      : undefined,
};
const ownLoader = join(import.meta.dirname, "src/parts/load-with-styles.ts");

export default defineConfig({
  root: import.meta.dirname,
  plugins: [loadWithStyles],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "safari17",
    outDir: "../dist/app",
    emptyOutDir: true,
    manifest: true,
    // scripts/build.ts says it in the page, where the link can be told to come after what is shown.
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // All of the first load is one file, which compresses best and takes one request.
        codeSplitting: {
          groups: [
            { name: "first-load", tags: ["$initial"] },
            // What all pages need, then small pages that lead to each other: fewer files, which compress better.
            { name: "naming", test: /\/src\/screens\/(?:fitting-name|name-field|language-choice)/ },
            {
              name: "pages",
              test: /\/src\/(?:words\/(?:en\/)?screen|first-load\/bar|parts\/sheet)/,
            },
            {
              name: "machines",
              test: /\/src\/screens\/(?:device|devices|machines|sessions|settings|way)[/.]/,
            },
          ],
        },
        // A file of translated words says its language: the service worker keeps only those that are spoken.
        chunkFileNames: ({ facadeModuleId }) => {
          const words = /\/src\/words\/([\w-]+)\/([\w-]+)\.ts$/.exec(facadeModuleId ?? "");
          return words
            ? `assets/words.${words[1]}.${words[2]}-[hash].js`
            : "assets/[name]-[hash].js";
        },
      },
    },
  },
});
