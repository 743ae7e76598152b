// Claude Code's own window at the desktop, on the session of a run. Only one can go on with a session, so the run has to
// be at rest; hooks let the phones see the window, and it goes on in the same run.

import { namesIn } from "../../platform/look-into-files.ts";
import type { DesktopWindow } from "../../runs/driver.ts";
import { textOf } from "../../runs/loose-fields.ts";
import { linesOfTranscript } from "./said.ts";
import { ClaudeFailure } from "./claude-failure.ts";
import type { ClaudeConversation } from "./conversation.ts";

export interface WindowOptions {
  readonly program: string;
  /** Claude Code's own folder. */
  readonly claude: string;
  readonly open: Iterable<ClaudeConversation>;
}

export async function desktopWindow(
  { program, claude, open }: WindowOptions,
  on: { readonly session: string } | { readonly folder: string },
): Promise<DesktopWindow> {
  if ("folder" in on) return { argv: [program], environment: {}, folder: on.folder };
  const { session } = on;
  const own = [...open].filter((conversation) => conversation.session === session);
  if (own.some(({ isAtWork }) => isAtWork)) {
    throw new ClaudeFailure(
      "Claude Code is at work on this run, and only one can go on with it",
      "Follow it with: longrein runs tail RUN. Attach once it rests, or stop it first.",
    );
  }
  const folder = own[0]?.folder ?? (await folderOf(claude, session));
  if (folder === undefined) {
    throw new ClaudeFailure(
      "Claude Code remembers nothing of this run any more",
      "See what it did with: longrein runs show RUN",
    );
  }
  // It would not hear what is said in the window.
  await Promise.all(own.map((conversation) => conversation.rest()));
  return { argv: [program, "--resume", session], environment: {}, folder };
}

/** Where the session worked. */
async function folderOf(claude: string, session: string): Promise<string | undefined> {
  for (const name of await namesIn(`${claude}/projects`)) {
    const lines = await linesOfTranscript(`${claude}/projects/${name}`, session);
    const folder = lines.map((line) => textOf(line, "cwd")).find((cwd) => cwd !== undefined);
    if (folder !== undefined) return folder;
  }
  return undefined;
}
