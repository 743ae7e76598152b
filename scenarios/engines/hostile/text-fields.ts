// The text fields of all that an agent says to a phone, read from docs/messages.md, which `npm test` holds to the
// shapes that parse them: whoever adds one is asked here what a payload in it would do.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface TextField {
  /** As in `setup.drivers[].models[].title`. */
  readonly path: string;
  readonly bytesMax: number;
}

const page = join(import.meta.dirname, "../../../docs/messages.md");
const parts = /^## (?:From the agent|Events|Actions)\n[^]*?(?=\n## |$(?![^]))/gm;
const kind = /^### `([^`]+)`\n([^]*?)(?=\n### |$(?![^]))/gm;
const field = /^- `(\w+)`\??: (.*)$/gm;
/** What has a form cannot hold markup. */
const text = /^text, at most ([\d,]+) bytes(?!, `)/;

export function textFields(): readonly TextField[] {
  const found: TextField[] = [];
  for (const [part] of readFileSync(page, "utf8").matchAll(parts)) {
    for (const [, name = "", fields = ""] of part.matchAll(kind)) {
      for (const [, member = "", type = ""] of fields.matchAll(field)) {
        found.push(...fieldsIn(type, `${name}.${member}`));
      }
    }
  }
  return found;
}

function fieldsIn(type: string, path: string): readonly TextField[] {
  const [, bytes] = text.exec(type) ?? [];
  if (bytes !== undefined) return [{ path, bytesMax: Number(bytes.replaceAll(",", "")) }];
  const [, each] = /^list of at most [\d,]+: (.*)$/.exec(type) ?? [];
  if (each !== undefined) return fieldsIn(each, `${path}[]`);
  if (!type.startsWith("{ ")) return [];
  return membersOf(type).flatMap((member) => {
    const [, name = "", of = ""] = /^(\w+)\??: (.*)$/.exec(member) ?? [];
    return fieldsIn(of, `${path}.${name}`);
  });
}

/** Of `{ a: x; b: { c: y } }` the two; what stands behind the last brace is words. */
function membersOf(type: string): readonly string[] {
  const members: string[] = [];
  let depth = 0;
  let from = 2;
  for (const { 0: mark, index } of type.matchAll(/`[^`]*`|[{};]/g)) {
    if (mark === "{") depth++;
    if ((mark === ";" && depth === 1) || (mark === "}" && depth === 1)) {
      members.push(type.slice(from, index).trim());
      from = index + 1;
    }
    if (mark === "}") depth--;
    if (depth === 0) break;
  }
  return members;
}
