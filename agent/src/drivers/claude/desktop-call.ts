// What Claude Code tells a hook while somebody works with it at the desktop, and what the hook answers. Anything
// that is not plain is left to the desktop.

import { promptBytesMax } from "@longrein/protocol/limits";
import { FileTail } from "../../platform/file-tail.ts";
import { cutText } from "../../runs/cut-text.ts";
import type { DesktopCall } from "../../runs/driver.ts";
import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { turnBytesMax } from "./desktop-transcript.ts";
import { type Decision, DesktopTurn } from "./desktop-turn.ts";
import type { DesktopTurns } from "./desktop-turns.ts";
import { windowOf } from "./open-sessions.ts";
import { isTranscriptOf, parsedLine, promptIn } from "./transcript-files.ts";

export interface DesktopCallOptions {
  readonly turns: DesktopTurns;
  /** Claude Code's own folder. */
  readonly claude: string;
  readonly shell: string;
  readonly now: () => number;
}

export async function desktopCall(
  options: DesktopCallOptions,
  text: string,
): Promise<DesktopCall | undefined> {
  const { turns, claude } = options;
  const input = parsedLine(text);
  const session = textOf(input, "session_id") ?? "";
  const path = textOf(input, "transcript_path") ?? "";
  const promptId = textOf(input, "prompt_id");
  const cwd = textOf(input, "cwd");
  if (promptId === undefined || cwd === undefined) return undefined;
  if (!isTranscriptOf(claude, session, path)) return undefined;
  // Where nobody sits before it there is no dialog to fall back on.
  const window = await windowOf(claude, session);
  if (window === undefined) return undefined;
  const typed = textOf(input, "prompt") ?? (await promptOf(path, promptId)) ?? "at the desktop";
  const prompt = cutText(typed, promptBytesMax);
  return {
    session,
    folder: cwd,
    prompt,
    begin: () =>
      turns.begin(
        session,
        () => new DesktopTurn({ ...options, session, prompt, promptId, path, window }),
      ).isFollowed,
    answer: (signal) => answer(turns.of(session), input, cwd, signal),
  };
}

async function answer(
  turn: DesktopTurn | undefined,
  input: unknown,
  cwd: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const tool = textOf(input, "tool_name");
  const isAsking = textOf(input, "hook_event_name") === "PermissionRequest";
  if (turn === undefined || tool === undefined || !isAsking) return undefined;
  const wanted = { tool, cwd, input: fieldOf(input, "tool_input") };
  const decision = await turn.ask(wanted, signal);
  return decision && printed(decision);
}

/** As a hook of this event prints it. */
function printed(decision: Decision): string {
  return JSON.stringify({
    hookSpecificOutput: { hookEventName: "PermissionRequest", decision },
  });
}

async function promptOf(path: string, promptId: string): Promise<string | undefined> {
  const lines = (await new FileTail(path, turnBytesMax).read()).map(parsedLine);
  const own = lines.filter((line) => textOf(line, "promptId") === promptId);
  return own.map(promptIn).find((prompt) => prompt !== undefined);
}
