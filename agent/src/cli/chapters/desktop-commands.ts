// Coding agents in their own windows, and how phones take part in them.

import type { Argument, Command, Flag } from "../command.ts";

const theRun: Argument = { name: "RUN", about: "the beginning of its id" };
const hooked: Argument = { name: "AGENT", about: "the coding agent", choices: ["claude"] };
const hookSettings: Flag = {
  name: "settings",
  value: "FILE",
  about: "its settings; those of its user unless given",
};
const printed: Flag = { name: "print", about: "only shows the command line that would be run" };
const handedOn = (program: string): Argument => ({
  name: "WORDS",
  about: `for ${program} itself`,
  optional: true,
  many: true,
  handedOn: true,
});

export const desktopCommands: readonly Command[] = [
  {
    name: "attach",
    about:
      "shows a run in its coding agent's own window, here: both sides see it, and either answers",
    details:
      "What is approved on a phone closes the dialog here, and the other way round. A run at rest of which\n" +
      "nothing is left to be shown can be gone on with at once. Claude Code's window goes on with a run at\n" +
      "rest, and phones see it by longrein hooks install claude.",
    arguments: [theRun],
    flags: [printed],
    example: "attach 81c0",
    load: async () => (await import("../attach.ts")).attach,
  },
  {
    name: "codex",
    about: "Codex's own window in this folder, on the server that phones see, too",
    details: "A phone can join what is begun there, and sees what it asks.",
    arguments: [handedOn("Codex")],
    flags: [printed],
    example: 'codex --model gpt-5.5 "Find out why the slugs are wrong"',
    load: async () => (await import("../attach.ts")).windowOf("codex"),
  },
  {
    name: "opencode",
    about: "OpenCode's own window, on the latest run of it in this folder",
    details:
      "Its server lives as long as the run's conversation; without one there is nothing to share.",
    arguments: [handedOn("OpenCode")],
    flags: [printed],
    example: "opencode --mini",
    load: async () => (await import("../attach.ts")).windowOf("opencode"),
  },
  {
    name: "claude",
    about: "Claude Code's own window in this folder, with the settings it has by itself",
    details:
      "With longrein hooks install claude phones see it and answer its dialogs. Two programs cannot work on\n" +
      "one of its sessions: to go on here with a run of a phone's, longrein attach RUN.",
    arguments: [handedOn("Claude Code")],
    flags: [printed],
    example: "claude --continue",
    load: async () => (await import("../attach.ts")).plainClaude,
  },
  {
    name: "hooks list",
    isDefault: true,
    about: "says whether phones take part in coding agents that are started at the desktop",
    flags: [hookSettings],
    example: "hooks",
    load: async () => (await import("../hooks.ts")).listHooks,
  },
  {
    name: "hooks install",
    about: "lets phones see and answer what a coding agent asks at the desktop, beside its dialog",
    details:
      "Puts entries into its settings and leaves all else there as it is; a copy of the file as it was lies\n" +
      "beside it. Only sessions in shared workspaces are told to phones. The dialog at the desktop stays as it\n" +
      "is: whoever answers first has answered, and without longrein it is as if there were no hooks.",
    arguments: [hooked],
    flags: [hookSettings, { name: "print", about: "prints the entries, and changes nothing" }],
    example: "hooks install claude",
    load: async () => (await import("../hooks.ts")).installHooks,
  },
  {
    name: "hooks uninstall",
    about: "takes that back",
    details: "To the byte, unless something else in the file has changed since.",
    arguments: [hooked],
    flags: [hookSettings],
    example: "hooks uninstall claude",
    load: async () => (await import("../hooks.ts")).uninstallHooks,
  },
];

/** Called by programs that we have told to, and told nobody else. */
export const programsOwn: readonly Command[] = [
  {
    name: "hook",
    about: "asks a phone what a coding agent at the desktop asks; called by its hooks",
    arguments: [hooked],
    example: "hook claude",
    load: async () => (await import("../hook.ts")).hook,
  },
];
