// An app-server of our own over its pipes, for a Codex that knows no shared one.

import { startLineProcess } from "../../platform/line-process.ts";
import type { WireListener } from "./app-server.ts";
import { type Launch, argvOf, messageBytesMax } from "./launch.ts";
import type { Wire } from "./rpc.ts";

export function startPrivateServer(launch: Launch, listener: WireListener): Wire {
  const child = startLineProcess({
    argv: argvOf(launch),
    cwd: launch.folder,
    environment: launch.environment,
    lineBytesMax: messageBytesMax,
    line: listener.message,
    tooLong: listener.tooLong,
  });
  void child.ended.then((how) => {
    const said = child.complaints();
    listener.closed(`Codex is gone: ${how}${said === "" ? "" : `\n${said}`}`);
  });
  return { send: child.send, close: child.stop };
}
