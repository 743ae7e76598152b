// What somebody at the machine gives to do: runs opened with a prompt, prompts given to those there are, and with
// which model, mode and policy they go on. The same as from a phone, in words of the command line.

import type { Handlers } from "../control/control-server.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { type PromptImage, imageOf } from "../runs/prompt-image.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { type Offers, requireOffered } from "./local-choices.ts";
import type { SeenRun } from "./inbox-overview.ts";
import type { Prompt } from "./prompt-queue.ts";
import type { RunKeeper } from "./run-keeper.ts";

export type PromptVerbs = "runs.open" | "runs.prompt" | "runs.set";

/** What a run can be opened with. */
export interface Known extends Offers {
  workspaces(): readonly Workspace[];
}

export function localPrompts(
  runs: RunKeeper,
  picked: (which: string) => SeenRun,
  known: Known,
): Pick<Handlers, PromptVerbs> {
  return {
    "runs.open": async ({ prompt, images, ...manner }) => {
      await requireOffered(manner, known);
      const opened = runs.open({ ...manner, prompt: { text: prompt, images: imagesOf(images) } });
      if (typeof opened === "object") return opened;
      if (opened === "NOT_FOUND") throw notThere(manner.workspace, manner.driver, known);
      throw new UserFailure("failed", whyNot[opened], whatThen[opened]);
    },
    "runs.prompt": async ({ which, text, when, images }) => {
      const { id } = picked(which);
      const prompt = { text, images: imagesOf(images) };
      const given = runs.prompt(id, prompt);
      const code = given === "under-way" ? await whileUnderWay(runs, id, prompt, when) : given;
      if (code === "done" || code === "waits") return { run: id, waits: code === "waits" };
      const hint = code === "under-way" ? "to give it at the turn's end: --queue" : whatThen[code];
      throw new UserFailure("failed", `the run takes no prompt: ${whyNot[code]}`, hint);
    },
    "runs.set": async ({ which, model, mode, profile }) => {
      const { id, driver } = picked(which);
      await requireOffered({ driver, model, mode }, known);
      const code = await runs.set(id, { model, mode, profile });
      if (code === "done") return { run: id };
      throw new UserFailure("failed", `nothing was changed: ${whyNot[code]}`, whatThen[code]);
    },
  };
}

async function whileUnderWay(
  runs: RunKeeper,
  run: Uint8Array,
  prompt: Prompt & { readonly images: readonly PromptImage[] },
  when: "queue" | "steer" | undefined,
) {
  if (when === undefined) return "under-way";
  if (when === "steer") return prompt.images.length === 0 ? runs.steer(run, prompt) : "UNSUPPORTED";
  // With a name, by which phones can change and withdraw it while it waits.
  const queued = runs.queue(run, { ...prompt, command: nodePrimitives.randomBytes(16) });
  // That may be for hours, and nobody at the machine waits along; a refusal comes at once.
  const waits = new Promise<"waits">((resolve) => setImmediate(() => resolve("waits")));
  return Promise.race([queued, waits]);
}

function imagesOf(images: readonly Uint8Array[] = []): PromptImage[] {
  return images.map((bytes, index) => {
    const image = imageOf(bytes);
    if (image !== undefined) return image;
    const what = `image ${index + 1} is none that coding agents take`;
    throw new UserFailure("failed", what, "give it as JPEG, PNG or WebP");
  });
}

function notThere(workspace: string, driver: string, { drivers }: Known): UserFailure {
  if (drivers.some(({ name }) => name === driver)) {
    const what = `there is no shared workspace ${JSON.stringify(workspace)}`;
    return new UserFailure("failed", what, "longrein workspace");
  }
  const names = drivers.map(({ name }) => name).join(", ") || "none";
  const what = `there is no coding agent ${JSON.stringify(driver)} here, but ${names}`;
  return new UserFailure("failed", what, "longrein agents");
}

export const whyNot = {
  "under-way": "it is at work",
  BUSY: "too much is under way",
  NOT_FOUND: "it cannot be gone on with",
  UNSUPPORTED: "its coding agent cannot do that",
  BUDGET: "the budget of 24 hours is used up",
  VOID: "no restart has interrupted it while it waited, or it has gone on since",
  CEILING: "that policy lets more go ahead unasked than is allowed",
  INVALID: "no model or mode is called so",
} as const;

const whatThen = {
  BUSY: "end a run with longrein runs stop RUN",
  NOT_FOUND: "longrein runs",
  UNSUPPORTED: "longrein agents",
  BUDGET: "longrein config, or wait until what was spent is a day old",
  VOID: "longrein runs",
  CEILING: "longrein policy show; a run's own can only be lowered",
  INVALID: "longrein agents",
} as const;
