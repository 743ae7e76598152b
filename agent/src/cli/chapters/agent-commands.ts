// The agent itself: begun, ended, looked at.

import type { Command } from "../command.ts";
import { upFlags } from "../up-flags.ts";

export const agentCommands: readonly Command[] = [
  {
    name: "up",
    about: "runs the agent in this terminal",
    details:
      "Ctrl-C ends it. What is given once is kept: later it needs no flags.\n" +
      "A relay on this computer serves this computer's browsers. A phone needs https: your own relay\n" +
      "(--relay), or a tunnel or proxy before this one (--public-url); docs/self-hosting.md says how.",
    flags: [...upFlags, { name: "background", about: "as start calls it", hidden: true }],
    example: "up --relay https://relay.example.org",
    load: async () => (await import("../up.ts")).up,
  },
  {
    name: "start",
    about: "runs the agent in the background",
    flags: upFlags,
    example: "start --embedded",
    load: async () => (await import("../start.ts")).start,
  },
  {
    name: "stop",
    about: "ends the agent, and waits until it has",
    example: "stop",
    load: async () => (await import("../stop.ts")).stop,
  },
  {
    name: "kill",
    about: "ends runs, open questions and phones now, all of them; nothing starts again by itself",
    details:
      "A file called KILL in the state folder does the same. With --release the agent may start again.",
    flags: [{ name: "release", about: "takes it back" }],
    example: "kill",
    load: async () => (await import("../kill.ts")).kill,
  },
  {
    name: "status",
    about: "says whether it runs, how it is connected, and what waits",
    details: "Ends with 3 if it does not run.",
    example: "status --json",
    load: async () => (await import("../status.ts")).status,
  },
];
