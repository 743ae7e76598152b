// docs/messages.md, made of the shapes in protocol/src: every message, event and action, field by field.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCode, closeCode } from "../../protocol/src/envelope.ts";
import { protocolFailureCodes } from "../../protocol/src/failure.ts";
import * as limits from "../../protocol/src/limits.ts";
import { outcomeCodes, outcomeStates } from "../../protocol/src/messages.ts";
import { type Field, ShapeWords } from "./shape-words.ts";

const folder = join(import.meta.dirname, "../../protocol/src");
const files = ["names.ts", "setup.ts", "events.ts", "messages.ts", "action.ts"];

const parts = [
  ["From the phone", "phoneMessageShape"],
  ["From the agent", "agentMessageShape"],
  ["Events", "eventShape"],
  ["Actions", "actionShape"],
] as const;

export function messagesPage(): string {
  const words = new ShapeWords(
    new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")])),
  );
  const sections = parts.map(([title, name]) => {
    const variants = words.union(name).map(([t, about, fields]) => variant(t, about, fields));
    return `## ${title}\n\n${variants.join("\n\n")}`;
  });
  return `# Messages, field by field

Made of the lines of \`protocol/src\` that parse them, by \`npm test\`, which holds this page to them.
[protocol.md](protocol.md) says what they are for. A \`?\` marks what may be absent; \`null\` is never written. Text is
well-formed and counted in bytes of UTF-8; bytes are base64url without padding, in their one spelling; integers are at most
2⁵³ − 1, and times are milliseconds since 1970 by the agent's clock. Fields that a reader does not know are ignored, but in
an action, which they make unreadable.

${sections.join("\n\n")}

## Bounds

Ends in \`Ms\`: milliseconds; in \`Bytes\`: bytes. Both ends hold each other to these.

${bounds(readFileSync(join(folder, "limits.ts"), "utf8"))}

## Codes

- States of a command: ${quoted(outcomeStates)}.
- Why a command did not do what it asked, or a question has no answer: ${quoted(outcomeCodes)}.
- What ends a channel, told to nobody but its own side: ${quoted(protocolFailureCodes)}.
- In an ERR frame: ${numbered(errorCode)}.
- Close codes of the relay's sockets: ${numbered(closeCode)}.
`;
}

function variant(t: string, about: string, fields: readonly Field[]): string {
  const said = about === "" ? "" : `\n\n${about}`;
  const rows = fields.map(({ name, type, optional, about: what }) => {
    const meaning = what === "" ? "" : `. ${what}`;
    return `- \`${name}\`${optional ? "?" : ""}: ${type}${meaning}`;
  });
  return [`### \`${t}\`${said}`, rows.length === 0 ? "No fields." : rows.join("\n")].join("\n\n");
}

/** Each with its reason, as limits.ts has it. */
function bounds(source: string): string {
  const declared = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport const (\w+) =/g;
  const rows = [...source.matchAll(declared)].flatMap(([, about = "", name = ""]) => {
    const value = Object.entries(limits).find(([known]) => known === name)?.[1];
    if (typeof value !== "number") return [];
    return [
      `- \`${name}\` = ${value.toLocaleString("en")}: ${about.replaceAll(/\s*\n\s*\*?\s*/g, " ").trim()}`,
    ];
  });
  return rows.join("\n");
}

const quoted = (all: readonly string[]): string => all.map((one) => `\`${one}\``).join(", ");
const numbered = (all: Readonly<Record<string, number>>): string =>
  Object.entries(all)
    .map(([name, code]) => `${code} ${name}`)
    .join(", ");
