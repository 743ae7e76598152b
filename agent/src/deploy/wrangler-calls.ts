// What wrangler is called with. No secret is among it: that goes by a file of its own.

import { posix } from "node:path";

/** That of the repository's package.json; what the errors and answers that are read here look like hangs on it. */
export const wranglerVersion = "4.155.0";

/** In the folder it is called in. */
export const wranglerFiles = { config: "wrangler.toml", secrets: "secrets.json" } as const;

export interface VersionMark {
  /** By which this machine knows again what it has deployed. */
  readonly tag: string;
  readonly message: string;
}

export const wranglerCalls = {
  whoami: () => ["whoami", "--json"],
  versions: (name: string) => ["versions", "list", "--name", name, "--json"],
  deploy: ({ tag, message }: VersionMark) => [
    "deploy",
    `--config=${wranglerFiles.config}`,
    `--secrets-file=${wranglerFiles.secrets}`,
    `--tag=${tag}`,
    `--message=${message}`,
  ],
  delete: (name: string) => ["delete", name, "--force"],
} as const;

/** In a clone the one that lies there, and elsewhere exactly this version by npx. */
export function wranglerCommand(
  nodeModules: string | undefined,
  node: string,
): readonly [string, ...string[]] {
  if (nodeModules === undefined) return ["npx", "--yes", `wrangler@${wranglerVersion}`];
  return [node, posix.join(nodeModules, "wrangler/bin/wrangler.js")];
}

/** As somebody would type it, also in a clone. */
export function wranglerTyped(words: readonly string[]): string {
  const typed = words.map((word) => (/^[\w@./:+=-]+$/.test(word) ? word : JSON.stringify(word)));
  return ["npx", `wrangler@${wranglerVersion}`, ...typed].join(" ");
}
