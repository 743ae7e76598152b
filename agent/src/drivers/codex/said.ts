// What was said in a thread of Codex's, by its last turns; the thread is not joined for it.

import type { Said } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import type { AppServer } from "./app-server.ts";
import { RpcFailure } from "./rpc.ts";

const turnsMax = 30;

/** Undefined if there is no such thread of this folder. */
export async function saidIn(
  server: AppServer,
  folder: string,
  threadId: string,
): Promise<readonly Said[] | undefined> {
  const thread = await server.request("thread/read", { threadId }).catch((failure: unknown) => {
    if (failure instanceof RpcFailure && !server.isLost) return undefined;
    throw failure;
  });
  if (textOf(fieldOf(thread, "thread"), "cwd") !== folder) return undefined;
  const page = { threadId, limit: turnsMax, itemsView: "full", sortDirection: "desc" };
  const turns = listOf(await server.request("thread/turns/list", page), "data").toReversed();
  return turns.flatMap((turn) => listOf(turn, "items")).flatMap(saidBy);
}

function saidBy(item: unknown): Said[] {
  switch (textOf(item, "type")) {
    case "userMessage": {
      const texts = listOf(item, "content").map((part) => textOf(part, "text") ?? "");
      return [{ by: "user", text: texts.join("\n") }];
    }
    case "agentMessage":
      return [{ by: "agent", text: textOf(item, "text") ?? "" }];
    default:
      return [];
  }
}
