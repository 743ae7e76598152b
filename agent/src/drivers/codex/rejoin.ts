// A turn that is under way while the connection to its server is lost: Codex goes on without us, so the thread is
// joined anew, and what has happened since is told. Only the very server that works on it will do.

import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import type { AppServer } from "./app-server.ts";

export interface Rejoining {
  readonly thread: string;
  readonly turn: string;
  /** Another connection to the same server; starts none. */
  again(): Promise<AppServer | undefined>;
  /** Before the thread is joined: what is open in it is asked again at once. */
  listen(server: AppServer): void;
}

export interface Rejoined {
  readonly server: AppServer;
  /** As it is now, with all its items that have come to their end. */
  readonly turn: unknown;
  /** It waits for somebody, so that what is open is asked again. */
  readonly asks: boolean;
}

const triesAfterMs = [0, 250, 1_000] as const;
/** Others may have had turns since, at the desktop. */
const turnsMax = 5;

/** Undefined if there is nothing to be joined any more. */
export async function rejoin(rejoining: Rejoining): Promise<Rejoined | undefined> {
  for (const afterMs of triesAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const rejoined = await tryToRejoin(rejoining).catch(() => undefined);
    if (rejoined !== undefined) return rejoined;
  }
  return undefined;
}

async function tryToRejoin(rejoining: Rejoining): Promise<Rejoined | undefined> {
  const { thread, turn } = rejoining;
  const server = await rejoining.again();
  if (server === undefined) return undefined;
  // One that was started since knows the thread at most from what is written down, and works on nothing.
  const loaded = listOf(await server.request("thread/loaded/list", {}), "data");
  if (!loaded.includes(thread)) return undefined;
  rejoining.listen(server);
  const initialTurnsPage = { limit: turnsMax, itemsView: "full" };
  const params = { threadId: thread, excludeTurns: true, initialTurnsPage };
  const answer = await server.request("thread/resume", params);
  const turns = listOf(fieldOf(answer, "initialTurnsPage"), "data");
  const found = turns.find((each) => textOf(each, "id") === turn);
  const status = fieldOf(fieldOf(answer, "thread"), "status");
  const asks = listOf(status, "activeFlags").length > 0;
  return found === undefined ? undefined : { server, turn: found, asks };
}
