// Codex's own window at the desktop, as a client of the server that our threads live in.

import type { DesktopWindow } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import type { CodexServers } from "./codex-servers.ts";
import { CodexFailure } from "./failures.ts";

export async function desktopWindow(
  servers: CodexServers,
  command: string,
  on: { readonly session: string } | { readonly folder: string },
): Promise<DesktopWindow> {
  const server = await servers.forTurns();
  const socket = servers.sharedSocket;
  if (socket === undefined) {
    throw new CodexFailure(
      "This Codex has no server that several windows could share",
      "Follow the run with: longrein runs tail RUN",
    );
  }
  const remote = ["--remote", `unix://${socket}`];
  if ("folder" in on) {
    return { argv: [command, ...remote, "-C", on.folder], environment: {}, folder: on.folder };
  }
  const thread = await server.request("thread/read", { threadId: on.session });
  const folder = textOf(fieldOf(thread, "thread"), "cwd") ?? "/";
  // Another folder than the thread's would have it ask which of the two is meant.
  const argv = [command, "resume", on.session, ...remote, "-C", folder] as const;
  return { argv, environment: {}, folder };
}
