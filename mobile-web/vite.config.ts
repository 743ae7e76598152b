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

/**
 * The typed code's part has modules of its own, all that it imports: those that it shared would be split off from what
 * everybody loads, and one of them, in which noble has two hashes, would come with the first load twice as long.
 */
const typedCodeApart: Plugin = {
  name: "longrein-typed-code-apart",
  apply: "build",
  enforce: "pre",
  async resolveId(source, importer) {
    const isFirst = source === "@longrein/protocol/typed-code-phone";
    if (!isFirst && importer?.endsWith(apart) !== true) return undefined;
    const found = await this.resolve(source, importer, { skipSelf: true });
    return found && found.id + apart;
  },
};
const apart = "?apart";

/** Modules of the app whose paths begin so. */
const own = (paths: string) => new RegExp(`/mobile-web/src/(?:${paths})`);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [loadWithStyles, typedCodeApart],
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
            { name: "first-load", tags: ["$initial"], priority: 3 },
            // Then by when it is wanted: fewer files compress better, and each is a request the first time.
            {
              name: "scanner",
              test: own("screens/pairing/(scanner|watch-camera)|parts/qr"),
              priority: 2,
            },
            {
              name: "notifications",
              test: own(
                "notifications|screens/settings/(notification|try)|words/(en/)?notification",
              ),
              priority: 2,
            },
            {
              name: "installing",
              test: own(
                "first-load/installing/install-[lw]|screens/settings/install|words/(en/)?installing",
              ),
              priority: 2,
            },
            {
              name: "pairing",
              test: own(
                "screens/(pairing|fitting|name-field)|first-load/command-line|words/(en/)?pairing",
              ),
            },
            {
              name: "keeping",
              test: own(
                "first-load/(keep-app|home-end)|memory|settled|state/(write-memory|memory-bounds)",
              ),
            },
            // Before those that would take it along: the page that pairs wants it, and none of them.
            { name: "language", test: own("screens/(language|choose-language)") },
            {
              name: "pages",
              test: own(
                "words/((en/)?screen|amounts|measure\\.)|first-load/bar|parts/sheet|screens/(use-answer|new-run/pick)|state/run-settings",
              ),
            },
            {
              name: "after-answers",
              test: own(
                "first-load/(held-command|machine-notices|new-version-line|not-here|refused|request-row|question-row|machine-filter|many|approval/(receipt|deny-|tool-))|state/(find-runs|deniable|action-summary|answering|budget)|first-load/say-duration|words/(en/)?(run|home|review)|vault/erase",
              ),
            },
            {
              name: "run",
              test: own(
                "first-load/approval/plan-view|state/plan-of|screens/(run/(?!artifact|use-artifact|diff-b|new-c|comment-on|places-in|spell-out)|new-run)|state/(question|new-run|beside|at-rest)",
              ),
            },
            {
              name: "machines",
              test: own("state/ended-by|screens/(device|devices|machines|way|settings)"),
            },
            // Read where there is a network alone, and so not kept.
            { name: "audit", test: own("screens/audit|state/audit|words/(en/)?audit") },
            {
              name: "recorded",
              test: own("screens/run/(artifact-|use-artifact|diff-before)|state/read-artifact"),
            },
            { name: "comparison", test: own("screens/run/(new-changes|diff-between)") },
            { name: "sessions", test: own("screens/sessions|state/way-with") },
            { name: "comment", test: own("screens/run/(comment-on|places-in|spell-out)") },
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
