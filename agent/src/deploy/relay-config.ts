// The repository's wrangler.toml is the one description of a deployed relay. What is deployed by us is that text with
// another name, the built files where they lie, and without [build], since it is built already. Pure.

import { UserFailure } from "../platform/user-failure.ts";

export interface DeployedAs {
  readonly name: string;
  /** Absolute paths. */
  readonly workerFile: string;
  readonly appFolder: string;
}

/** As it stands in the package: there are no sources to build from. */
export function withoutBuild(config: string): string {
  return config.replace(/^\[build\]\n(?:(?!\[).*\n)*/m, "");
}

export function configToDeploy(
  config: string,
  { name, workerFile, appFolder }: DeployedAs,
): string {
  const [top = "", ...tables] = withoutBuild(config).split(/^(?=\[)/m);
  const named = setLine(setLine(top, "name", name), "main", workerFile);
  return named + setLine(tables.join(""), "directory", appFolder);
}

/** JSON's way to quote is among those of TOML. */
function setLine(part: string, key: string, value: string): string {
  const line = new RegExp(`^${key} = ".*"$`, "gm");
  if (part.match(line)?.length !== 1) {
    throw new Error(`wrangler.toml: expected one line of ${key} = "…"`);
  }
  return part.replace(line, () => `${key} = ${JSON.stringify(value)}`);
}

/** As it stands in the address: what DNS takes as one part of a name. */
export function workerName(given: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(given)) return given;
  throw new UserFailure(
    "usage",
    `${JSON.stringify(given)} cannot be the name of a Worker`,
    "up to 63 of a-z, 0-9 and -, with no - at either end, such as longrein-relay",
  );
}

/** The name that a build gave itself, "0.1.0+a3094e86988e5ff1": version, and hash of all the rest. */
export function buildNameIn(code: string): string {
  const [name, another] = code.match(/\d+\.\d+\.\d+[\w.-]*\+[0-9a-f]{16}/g) ?? [];
  if (name !== undefined && another === undefined) return name;
  throw new Error("expected one build's name in the built relay");
}
