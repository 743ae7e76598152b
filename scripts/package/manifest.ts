// The package.json of the package that is installed: what the programs need and nothing that builds them.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
/** Bundled: they have no packages of their own. */
const ourOwn = "@longrein/";

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export function packageManifest(): Manifest {
  const [workspace, agent, protocol] = [read(""), read("agent"), read("protocol")];
  const dependencies = { ...object(agent["dependencies"]), ...object(protocol["dependencies"]) };
  const theirs = Object.entries(dependencies).filter(([name]) => !name.startsWith(ourOwn));
  return {
    name: "longrein",
    version: String(workspace["version"]),
    description: workspace["description"],
    license: workspace["license"],
    type: "module",
    bin: { longrein: "bin/longrein.js" },
    engines: workspace["engines"],
    dependencies: Object.fromEntries(theirs.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function read(folder: string): Readonly<Record<string, unknown>> {
  return object(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null)
    throw new Error("package.json: expected an object");
  return Object.fromEntries(Object.entries(value));
}
