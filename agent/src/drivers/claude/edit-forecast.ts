// What a file will be after Claude Code's Edit or Write, told from the tool's input and the file as it is. It
// reads and writes text with LF inside and gives a file with CRLF its CRLF back. Where its own reading is not
// plain (mixed line endings, quotes that it evens out), nothing is foretold.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";

export type EditTool = "Edit" | "Write";

/** `before` is undefined where there is no such file; so is the result where nothing is foretold. */
export function forecast(
  tool: EditTool,
  input: unknown,
  before: string | undefined,
): string | undefined {
  if (!onlyKnown(tool, input)) return undefined;
  if (tool === "Write") return textOf(input, "content");
  const old = textOf(input, "old_string");
  const fresh = textOf(input, "new_string");
  const ending = endingOf(before ?? "");
  if (old === undefined || fresh === undefined || ending === undefined) return undefined;
  if (fresh.includes("\r") || old === fresh) return undefined;
  const everywhere = fieldOf(input, "replace_all") === true;
  const after = replaced(withLineFeeds(before ?? ""), old, fresh, everywhere);
  return after === undefined || ending === "\n" ? after : after.replaceAll("\n", ending);
}

/** The input that makes Claude Code write exactly `after` over exactly `before`. */
export function exactInput(
  tool: EditTool,
  path: string,
  before: string | undefined,
  after: string,
): object {
  if (tool === "Write") return { file_path: path, content: after };
  return {
    file_path: path,
    old_string: withLineFeeds(before ?? ""),
    new_string: withLineFeeds(after),
    replace_all: false,
  };
}

/** A field that this version does not know may mean anything. */
function onlyKnown(tool: EditTool, input: unknown): boolean {
  const known =
    tool === "Write"
      ? ["file_path", "content"]
      : ["file_path", "old_string", "new_string", "replace_all"];
  return (
    typeof input === "object" && Object.keys(input ?? {}).every((name) => known.includes(name))
  );
}

/** Undefined if they are mixed. */
function endingOf(text: string): "\n" | "\r\n" | undefined {
  const plain = withLineFeeds(text);
  if (plain.includes("\r")) return undefined;
  if (plain === text) return "\n";
  return plain.replaceAll("\n", "\r\n") === text ? "\r\n" : undefined;
}

function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function replaced(
  text: string,
  old: string,
  fresh: string,
  everywhere: boolean,
): string | undefined {
  if (old === "") return text === "" ? fresh : undefined;
  // Of a removed line its end is removed, too.
  const gone = fresh === "" && !old.endsWith("\n") && text.includes(`${old}\n`) ? `${old}\n` : old;
  const parts = text.split(gone);
  if (parts.length < 2 || (parts.length > 2 && !everywhere)) return undefined;
  return parts.join(fresh);
}
