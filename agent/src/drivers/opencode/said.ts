// What was said in a session of OpenCode's, as it exports it.

import type { Said } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { type Asking, askCli } from "./ask-cli.ts";

/** Undefined if there is no such session of this folder. */
export async function saidIn(
  asking: Asking,
  folder: string,
  session: string,
): Promise<readonly Said[] | undefined> {
  // Never taken for an option.
  if (!/^ses_\w+$/.test(session)) return undefined;
  const answer = await askCli(asking, ["export", session], folder);
  if (answer.kind !== "said") return undefined;
  const exported = parsed(answer.text);
  if (textOf(fieldOf(exported, "info"), "directory") !== folder) return undefined;
  return listOf(exported, "messages").flatMap(saidBy);
}

function saidBy(message: unknown): Said[] {
  const by = textOf(fieldOf(message, "info"), "role") === "user" ? "user" : "agent";
  const parts = listOf(message, "parts").filter((part) => fieldOf(part, "synthetic") !== true);
  const texts = parts.flatMap((part) =>
    textOf(part, "type") === "text" ? [textOf(part, "text") ?? ""] : [],
  );
  return texts.map((text) => ({ by, text }));
}

/** Something may be said before it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.slice(Math.max(0, text.search(/^\{/m))));
  } catch {
    return undefined;
  }
}
