// Whether what is asked for now is what was approved for the run: the exact command again, or an edit of the same
// file. Pure; whether it may go ahead at all is up to policy.

import { type Action, equalBytes } from "@longrein/protocol";
import { editedFile } from "../policy/for-the-run.ts";

export interface Frozen {
  readonly action: Action;
  readonly bytes: Uint8Array;
}

/** A command is the same if all of its frozen bytes are: program, folder, environment and the files it names. */
export function isTheSame(approved: Frozen, asked: Frozen): boolean {
  if (approved.action.t === "command") return equalBytes(approved.bytes, asked.bytes);
  if (approved.action.t !== "edit" || asked.action.t !== "edit") return false;
  const { run, driver, root } = asked.action;
  const file = editedFile(asked.action);
  return (
    file !== undefined &&
    file === editedFile(approved.action) &&
    root === approved.action.root &&
    driver === approved.action.driver &&
    equalBytes(run, approved.action.run)
  );
}
