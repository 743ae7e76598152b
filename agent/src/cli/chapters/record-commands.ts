// What is kept: the audit log, and the store as a whole.

import type { Command } from "../command.ts";

export const recordCommands: readonly Command[] = [
  {
    name: "audit list",
    isDefault: true,
    about: "lists what was asked, answered and changed, the latest last",
    flags: [
      { name: "what", value: "WORD", about: "only such entries: device, or approval.approved" },
      { name: "count", value: "N", about: "at most so many; 100 unless given" },
    ],
    example: "audit --what approval --count 20",
    load: async () => (await import("../audit.ts")).listAudit,
  },
  {
    name: "audit verify",
    about: "verifies the chain, the agent's signatures and those of the phones",
    details:
      "With a file, which needs neither the agent nor its store. Says whose log it is: the words are of the agent's\n" +
      "key, the same in every file of that agent and where it runs. Ends with 1 if the log is broken, or if a file\n" +
      "holds nothing that could be verified.",
    arguments: [{ name: "FILE", about: "made by audit export", optional: true }],
    example: "audit verify audit.jsonl",
    load: async () => (await import("../audit.ts")).verifyAuditLog,
  },
  {
    name: "audit export",
    about: "writes the audit log into a file that can be verified elsewhere",
    arguments: [{ name: "FILE", about: "the file to write; one that is there is left alone" }],
    example: "audit export audit.jsonl",
    load: async () => (await import("../audit.ts")).exportAudit,
  },
  {
    name: "store check",
    about: "looks whether all that is stored is whole: its pages, its chains, and what is sealed",
    details: "While the agent runs or not. Ends with 1 if it is damaged.",
    example: "store check",
    load: async () => (await import("../store.ts")).checkOwnStore,
  },
  {
    name: "store export",
    about: "writes the whole agent, its keys included, into one file sealed under a passphrase",
    details:
      "While the agent runs or not. Asks for the passphrase, or takes the first line of its input.\n" +
      "Whoever has the file and the passphrase is this agent. Settings and worktrees are not in it.",
    arguments: [{ name: "FILE", about: "the file to write; one that is there is left alone" }],
    example: "store export longrein-backup",
    load: async () => (await import("../store.ts")).exportStore,
  },
  {
    name: "store import",
    about: "makes this the agent that was exported, as it was then",
    details:
      "Only where no agent is yet: its state folder has to be empty. What happened after the export is\n" +
      "not in it, so a phone that was revoked since then would be let in again: you are shown the phones\n" +
      "and asked. Where nobody can be asked, all of them have to be paired again.\n" +
      "The machine it was taken from must not run it any more.",
    arguments: [{ name: "FILE", about: "made by store export" }],
    flags: [{ name: "keep-phones", about: "lets in the phones that were paired then" }],
    example: "store import longrein-backup",
    load: async () => (await import("../store.ts")).importStore,
  },
];
