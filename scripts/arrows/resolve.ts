// Where an import leads: to a file of the repository, to a package from outside, or nowhere.

import { posix } from "node:path";
import type { Tree } from "../tree.ts";

export type Target =
  | { readonly t: "file"; readonly path: string }
  | { readonly t: "package"; readonly name: string }
  | { readonly t: "nowhere"; readonly why: string };

interface Workspace {
  readonly folder: string;
  /** Subpath as written after the package's name, for example "./limits", to a path in the repository. */
  readonly exports: ReadonlyMap<string, string>;
}

export type Workspaces = ReadonlyMap<string, Workspace>;

export function readWorkspaces(tree: Tree): Workspaces {
  const manifests = tree.paths.filter((path) => /^[^/]+\/package\.json$/.test(path));
  return new Map(
    manifests.flatMap((path) => {
      const manifest: unknown = JSON.parse(tree.text(path));
      if (!isObject(manifest) || typeof manifest["name"] !== "string") return [];
      const folder = posix.dirname(path);
      return [[manifest["name"], { folder, exports: readExports(folder, manifest["exports"]) }]];
    }),
  );
}

export function resolveImport(
  tree: Tree,
  workspaces: Workspaces,
  from: string,
  specifier: string,
): Target {
  const [bare = specifier] = specifier.split("?");
  if (bare.startsWith(".")) return existing(tree, posix.join(posix.dirname(from), bare));
  if (/^[a-z]+:/.test(bare)) return { t: "package", name: bare };
  const name = bare
    .split("/")
    .slice(0, bare.startsWith("@") ? 2 : 1)
    .join("/");
  const workspace = workspaces.get(name);
  if (workspace === undefined) return { t: "package", name };
  const path = workspace.exports.get(`.${bare.slice(name.length)}`);
  if (path !== undefined) return existing(tree, path);
  return { t: "nowhere", why: `${workspace.folder}/package.json does not export it` };
}

function existing(tree: Tree, path: string): Target {
  if (tree.has(path)) return { t: "file", path };
  return { t: "nowhere", why: `there is no ${path}` };
}

function readExports(folder: string, exports: unknown): ReadonlyMap<string, string> {
  if (!isObject(exports)) return new Map();
  return new Map(
    Object.entries(exports).flatMap(([subpath, path]) =>
      typeof path === "string" ? [[subpath, posix.join(folder, path)]] : [],
    ),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
