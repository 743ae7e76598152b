// A session of a coding agent: begun, gone on with or copied, by whichever way it has for that.

import type { Opening } from "../../runs/driver.ts";
import { textOf } from "../../runs/loose-fields.ts";
import { type AgentProcess, can } from "./agent-process.ts";
import { AcpFailure } from "./failures.ts";

export interface OpenSession {
  readonly id: string;
  /** What it was answered with: modes, options. */
  readonly answer: unknown;
  readonly isNew: boolean;
}

const elsewhere = "Open a new run, or go on with it at the desktop.";

export async function openSession(
  { peer, greeting }: AgentProcess,
  cwd: string,
  { session, fork }: Pick<Opening, "session" | "fork">,
): Promise<OpenSession> {
  const about = { cwd, mcpServers: [] };
  if (session === undefined) return opened(await peer.request("session/new", about), true);
  const past = { sessionId: session, ...about };
  if (fork === true) {
    if (!can(greeting, "fork")) throw new AcpFailure("It cannot copy a session", elsewhere);
    return opened(await peer.request("session/fork", past), false);
  }
  if (can(greeting, "resume"))
    return opened(await peer.request("session/resume", past), false, session);
  if (can(greeting, "load"))
    return opened(await peer.request("session/load", past), false, session);
  throw new AcpFailure("It cannot go on with a session", elsewhere);
}

function opened(answer: unknown, isNew: boolean, known?: string): OpenSession {
  const id = textOf(answer, "sessionId") ?? known;
  if (id === undefined) throw new AcpFailure("It does not name the session", elsewhere);
  return { id, answer, isNew };
}
