// The one file that a conversation may write its plan to unasked: in Claude Code's own folder of plans, not there
// before its first word, while it plans, and by nobody but itself. All else is asked about.

import { basename, dirname } from "node:path";
import { insideFolder, realFolder } from "../../platform/files.ts";
import { textOf } from "../../runs/loose-fields.ts";
import type { Call } from "./calls.ts";
import { isEditTool, readText } from "./proposal.ts";

/** As Claude Code calls them: words with hyphens between. */
const planName = /^[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;

export class PlanFile {
  readonly #plans: string;
  #place: string | undefined;

  constructor(claudeFolder: string) {
    this.#plans = `${claudeFolder}/plans`;
  }

  async isWrittenBy({ tool, shell, planning }: Call, input: unknown): Promise<boolean> {
    const path = textOf(input, "file_path") ?? "";
    const name = basename(path);
    if (planning !== true || shell !== "" || !isEditTool(tool)) return false;
    if (dirname(path) !== this.#plans || !planName.test(name)) return false;
    try {
      const place = await insideFolder((await realFolder(this.#plans)) ?? this.#plans, name);
      const isNew = (await readText(place)) === undefined;
      if (isNew) this.#place ??= place;
      return this.#place === place;
    } catch {
      // A link, or no text.
      return false;
    }
  }
}
