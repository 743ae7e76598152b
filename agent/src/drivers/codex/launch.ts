// How Codex's app-server is started, whatever carries its messages.

import { features } from "./features.ts";

export interface Launch {
  /** The program: a path, or a name on the PATH of its environment. */
  readonly command: string;
  /** All that it is told of ours. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it starts; threads name folders of their own. */
  readonly folder: string;
}

/** A diff may be long; nothing that anybody has to read is this long. */
export const messageBytesMax = 16 * 1_024 * 1_024;

export function argvOf({ command }: Launch, ...words: readonly string[]): [string, ...string[]] {
  const settings = Object.entries(features).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return [command, "app-server", ...settings, ...words];
}
