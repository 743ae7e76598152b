// What has no other place.

import type { Command } from "../command.ts";

export const otherCommands: readonly Command[] = [
  {
    name: "demo",
    about: "a relay and a demo agent in a throw-away folder; leaves nothing behind",
    details: "Ctrl-C ends everything and removes the folder.",
    flags: [
      { name: "port", value: "N", about: "the relay's port; 8787 if it is free, else any" },
      {
        name: "pace",
        value: "N",
        about: "how fast the agent works: 1 as a person reads, 0 at once",
      },
    ],
    example: "demo --port 9000",
    load: async () => (await import("../demo.ts")).demo,
  },
  {
    name: "completion",
    about: "prints what makes a shell complete these commands",
    arguments: [{ name: "SHELL", about: "yours", choices: ["bash", "zsh", "fish"] }],
    example: "completion bash > ~/.local/share/bash-completion/completions/longrein",
    load: async () => (await import("../completion.ts")).completion,
  },
  {
    name: "help",
    about: "this, or what one command does",
    arguments: [{ name: "COMMAND", about: "its words", optional: true, many: true }],
    example: "help devices role",
    load: async () => (await import("../say-help.ts")).sayHelpOf,
  },
  {
    name: "version",
    about: "says which version this is",
    example: "version",
    load: async () => (await import("../version.ts")).sayVersion,
  },
];
