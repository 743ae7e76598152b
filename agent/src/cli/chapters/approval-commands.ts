// What waits for an answer.

import type { Argument, Command } from "../command.ts";

const approval: Argument = { name: "APPROVAL", about: "the beginning of its id" };

export const approvalCommands: readonly Command[] = [
  {
    name: "approvals list",
    isDefault: true,
    about: "lists what waits for an answer",
    example: "approvals",
    load: async () => (await import("../approvals.ts")).listApprovals,
  },
  {
    name: "approvals show",
    about: "shows the whole of what is asked, and its digest",
    arguments: [approval],
    example: "approvals show 5d02",
    load: async () => (await import("../approvals.ts")).showApproval,
  },
  {
    name: "approvals approve",
    about: "shows what is asked, and lets exactly that be done",
    arguments: [approval],
    flags: [{ name: "digest", value: "HEX", about: "of what was shown; then nothing is asked" }],
    example: "approvals approve 5d02",
    load: async () => (await import("../approvals.ts")).approve,
  },
  {
    name: "approvals deny",
    about: "lets it not be done",
    arguments: [approval],
    example: "approvals deny 5d02",
    load: async () => (await import("../approvals.ts")).deny,
  },
];
