// The throw-away project of the demo: a tiny package with a real defect and a real failing test.

import type { WorkspaceFiles } from "./workspace-files.ts";

export const sourceFile = "slugify.js";

export const demoFiles: Readonly<Record<string, string>> = {
  "package.json": `${JSON.stringify({ name: "slugs", version: "1.0.0", type: "module", private: true }, null, 2)}\n`,
  [sourceFile]: `// Turns a title into the last part of a URL.
export function slugify(title) {
  return title
    .toLowerCase()
    .trim()
    .replace(" ", "-");
}
`,
  "slugify.test.js": `import assert from "node:assert/strict";
import { test } from "node:test";
import { slugify } from "./slugify.js";

test("joins two words", () => {
  assert.equal(slugify("Hello World"), "hello-world");
});

test("joins many words", () => {
  assert.equal(slugify("The quick brown fox"), "the-quick-brown-fox");
});

test("drops punctuation", () => {
  assert.equal(slugify("What's new?"), "whats-new");
});
`,
};

/** The file as the demo agent wants it. */
export const repairedSource = `// Turns a title into the last part of a URL.
export function slugify(title) {
  return title
    .toLowerCase()
    .trim()
    .replace(/[^a-z0-9\\s-]/g, "")
    .replace(/\\s+/g, "-");
}
`;

export const demoPrompt = "Find out why the slugs of long titles are wrong, and repair it.";

/** Makes an empty folder a git repository, so that it looks and behaves like work. */
export async function prepareDemoWorkspace(folder: string, files: WorkspaceFiles): Promise<void> {
  for (const [name, content] of Object.entries(demoFiles)) {
    await files.write(`${folder}/${name}`, content);
  }
  await files.git(folder, ["init", "--quiet", "--initial-branch=main"]);
  await files.git(folder, ["add", "--all"]);
  await files.git(folder, ["commit", "--quiet", "--message", "Make slugs of titles"]);
}
