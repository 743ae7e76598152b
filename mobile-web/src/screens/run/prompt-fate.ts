// How far a prompt has got, in words, and what can still be done with it.

import type { SentPrompt } from "../../state/commands.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

const say = runWords.composer;

export function sayFate(prompt: SentPrompt): string {
  switch (prompt.progress) {
    case "queued":
      if (prompt.waiting === undefined) return say.sending;
      return prompt.waiting.maybeSent ? say.maybeSent : say.waits;
    case "running":
    case "accepted":
      return prompt.when === "steer" ? say.steered : say.queued;
    case "failed":
      return sayFailure(prompt);
    case "sent":
    case "done":
    case "indeterminate":
      return screenWords.composer.fate[prompt.progress];
  }
}

/** Until it may have reached the agent; and again once the agent has refused it. */
export function isEditable({ progress, waiting }: SentPrompt): boolean {
  if (progress === "queued") return waiting?.maybeSent === false;
  return progress === "failed" || progress === "indeterminate";
}

function sayFailure({ code, when }: SentPrompt): string {
  if (when === "queue" && code === "VOID") return say.turnFailed;
  if (code === "BUSY") return say.tooMany;
  return screenWords.composer.fate.failed + words.app.colon + runWords.outcomes[code ?? "unknown"];
}
