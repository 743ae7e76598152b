// The words for choosing how a new run works, in English.

import type { Loose } from "./loose.ts";

export const englishNewRun = {
  model: "Model",
  mode: "Mode",
  ownChoice: "The agent's own choice",
  profile: "What is asked",
  profiles: {
    strict: "Strict: high risk at the machine",
    balanced: "Balanced: everything",
    trusted: "Trusted: small edits are not asked",
  },
  inPlace: "Work in the workspace itself, not in a worktree of it",
  unusable: "This agent cannot be used now:",
} as const;

export type NewRunWords = Loose<typeof englishNewRun>;
