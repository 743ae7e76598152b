// What an approval is about. The agent freezes an action as UTF-8 JSON; those bytes are shown, hashed,
// signed, stored and executed, never re-encoded. A field this version does not know makes an action
// unreadable here, hence unsignable: nobody may approve what their phone cannot show.

import { ProtocolFailure } from "./failure.ts";
import { limitsOfEvents } from "./limits.ts";
import { bytes, integer, list, object, optional, text, union } from "./shape.ts";
import type { ShapeOf } from "./shape.ts";
import { parseStrictJson } from "./strict-json.ts";
import { fromUtf8, utf8 } from "./text.ts";
import { refuseUnknownFields } from "./unknown-fields.ts";

const path = text(4_096);
const digest = bytes(32);

const environmentChange = object({
  name: text(256),
  /** Absent means: removed. */
  value: optional(text(32_768)),
});

const fileOperand = object({ path, sha256: digest });

const fileChange = object({
  path,
  /** SHA-256 of the file before; absent means: the file must not exist. */
  before: optional(digest),
  /** SHA-256 of the file after; absent means: the file is deleted. */
  after: optional(digest),
  /** Unified diff with full context lines of each hunk; what is applied is exactly this. */
  diff: text(1_048_576),
});

const actionShape = union({
  command: {
    v: integer(1, 1),
    run: bytes(16),
    driver: text(64),
    tool: text(128),
    /** Either the argv that is executed without a shell … */
    argv: optional(list(text(131_072), 1_024)),
    /** … or the exact text given to `shell -c`. */
    shell: optional(object({ program: path, script: text(131_072) })),
    /** Real path, resolved when the action was frozen. */
    cwd: path,
    environment: list(environmentChange, 256),
    /** Files named by the command whose change would change its meaning. */
    operands: list(fileOperand, 64),
  },
  edit: {
    v: integer(1, 1),
    run: bytes(16),
    driver: text(64),
    tool: text(128),
    /** Real path of the folder that the paths below are relative to. */
    root: path,
    changes: list(fileChange, 256),
  },
  /** A tool that is neither: its input is the JSON text that the coding agent hands to it. */
  tool: {
    v: integer(1, 1),
    run: bytes(16),
    driver: text(64),
    tool: text(128),
    /** Who offers the tool, where it is not the coding agent itself. */
    server: optional(text(256)),
    input: text(1_048_576),
    cwd: path,
  },
});

export type Action = ShapeOf<typeof actionShape>;
export type CommandAction = Extract<Action, { t: "command" }>;
export type ToolAction = Extract<Action, { t: "tool" }>;
export type EditAction = Extract<Action, { t: "edit" }>;
export type FileChange = EditAction["changes"][number];

/** Throws MESSAGE rather than freeze what no phone could read: an approval must not get stuck there. */
export function freezeAction(action: Action): Uint8Array {
  const actionBytes = utf8(JSON.stringify(actionShape.plain(action)));
  if (actionBytes.length > limitsOfEvents.actionBytes) {
    throw new ProtocolFailure("MESSAGE", `expected at most ${limitsOfEvents.actionBytes} bytes`);
  }
  readAction(actionBytes);
  return actionBytes;
}

/** Throws if anything is missing, malformed, or beyond what this version can show. */
export function readAction(actionBytes: Uint8Array): Action {
  const value = parseStrictJson(fromUtf8(actionBytes));
  const action = actionShape.parse(value, "action");
  refuseUnknownFields(value, actionShape.plain(action), "action");
  const contradiction = whyNot(action);
  if (contradiction !== undefined) throw new ProtocolFailure("MESSAGE", contradiction);
  return action;
}

function whyNot(action: Action): string | undefined {
  switch (action.t) {
    case "command":
      return whyNoCommand(action);
    case "edit":
      return whyNoEdit(action);
    case "tool":
      return undefined;
  }
}

function whyNoCommand({ argv, shell }: CommandAction): string | undefined {
  if ((argv === undefined) === (shell === undefined)) return "expected either argv or shell";
  return argv?.length === 0 ? "expected a program in argv" : undefined;
}

/** One change for each file, and something that it changes. */
function whyNoEdit({ changes }: EditAction): string | undefined {
  const paths = new Set(changes.map((change) => change.path));
  if (paths.size < changes.length) return "expected each path once";
  const empty = changes.some(({ before, after }) => before === undefined && after === undefined);
  return empty || changes.length === 0 ? "expected every change to change a file" : undefined;
}
