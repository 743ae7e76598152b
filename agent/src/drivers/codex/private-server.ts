// An app-server of our own over its pipes, for versions or machines without the shared one.

import { startLineProcess } from "../../platform/line-process.ts";
import type { ConnectWire } from "./app-server.ts";

/** A diff may be long; nothing that anybody has to read is this long. */
export const messageBytesMax = 16 * 1_024 * 1_024;

export interface Launch {
  /** The program and its own switches, before the words of ours. */
  readonly command: string;
  readonly settings: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it starts; threads name folders of their own. */
  readonly folder: string;
}

export function privateServer({ command, settings, environment, folder }: Launch): ConnectWire {
  return (listener) => {
    const child = startLineProcess({
      argv: [command, "app-server", ...settings.flatMap((setting) => ["-c", setting])],
      cwd: folder,
      environment,
      lineBytesMax: messageBytesMax,
      line: listener.message,
      tooLong: listener.tooLong,
    });
    void child.ended.then((how) => {
      const said = child.complaints();
      listener.closed(`Codex is gone: ${how}${said === "" ? "" : `\n${said}`}`);
    });
    return Promise.resolve({ send: child.send, close: child.stop });
  };
}
