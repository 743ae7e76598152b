// Every dependency has a line of reason somewhere in docs/decisions.

import type { Finding } from "../finding.ts";
import type { Tree } from "../tree.ts";

const lists = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

export function checkDependencies(tree: Tree): readonly Finding[] {
  const manifests = tree.paths.filter((path) => /^([^/]+\/)?package\.json$/.test(path));
  const read = manifests.map((path) => ({ path, manifest: readManifest(tree.text(path)) }));
  const own = new Set(read.map(({ manifest }) => manifest.name));
  const decisions = tree.paths
    .filter((path) => path.startsWith("docs/decisions/"))
    .map((path) => tree.text(path))
    .join("\n");
  return read.flatMap(({ path, manifest }) =>
    manifest.dependencies
      .filter((name) => !own.has(name) && !decisions.includes(`\`${name}\``))
      .map((name) => ({
        path,
        message: `no decision in docs/decisions gives a reason for ${name}`,
      })),
  );
}

function readManifest(text: string): { name: unknown; dependencies: readonly string[] } {
  const manifest = new Map<string, unknown>(Object.entries(toObject(JSON.parse(text))));
  const dependencies = lists.flatMap((list) => Object.keys(toObject(manifest.get(list))));
  return { name: manifest.get("name"), dependencies };
}

function toObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
