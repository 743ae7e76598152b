// Folders that phones may open runs in, and the runs.

import { policyProfiles } from "@longrein/protocol/setup";
import type { Argument, Command, Flag } from "../command.ts";

const theRun: Argument = { name: "RUN", about: "the beginning of its id" };
const prompt: Argument = { name: "PROMPT", about: "what is to be done", many: true };

const ofAgent: Flag = {
  name: "agent",
  value: "NAME",
  about: "only what this coding agent remembers",
};
const images: Flag = {
  name: "image",
  value: "FILE",
  about: "a JPEG, PNG or WebP of at most 1 MiB that goes along, up to four times",
  many: true,
};
const settings: readonly Flag[] = [
  {
    name: "model",
    value: "NAME",
    about: "as the coding agent calls it; longrein agents lists them",
  },
  { name: "mode", value: "NAME", about: "of those that the coding agent has" },
  {
    name: "policy",
    value: "PROFILE",
    about: "at most that of the machine, which it is unless given",
    choices: policyProfiles,
  },
];

export const runCommands: readonly Command[] = [
  {
    name: "workspace list",
    isDefault: true,
    about: "lists the folders that phones may open runs in",
    example: "workspace",
    load: async () => (await import("../workspaces.ts")).listWorkspaces,
  },
  {
    name: "workspace share",
    about: "lets phones open runs in a folder",
    arguments: [{ name: "FOLDER", about: "of one project" }],
    flags: [
      { name: "name", value: "NAME", about: "how phones know it; its last part unless given" },
      {
        name: "validate",
        value: "COMMAND",
        about: "tells whether work there holds: run after each turn, unasked; empty for none",
      },
      { name: "allow-root", about: "although what is approved will run as root" },
      { name: "allow-system-folder", about: "although it is one of the system's, as /etc is" },
    ],
    example: "workspace share ~/projects/slugs --name slugs",
    load: async () => (await import("../workspaces.ts")).shareWorkspace,
  },
  {
    name: "workspace unshare",
    about: "lets no new run be opened in a folder",
    arguments: [{ name: "WORKSPACE", about: "its name" }],
    example: "workspace unshare slugs",
    load: async () => (await import("../workspaces.ts")).unshareWorkspace,
  },
  {
    name: "runs list",
    isDefault: true,
    about: "lists the runs, the newest first",
    example: "runs",
    load: async () => (await import("../runs.ts")).listRuns,
  },
  {
    name: "runs show",
    about: "shows all that a run has said and done",
    arguments: [theRun],
    example: "runs show 81c0",
    load: async () => (await import("../runs.ts")).showRun,
  },
  {
    name: "runs tail",
    about: "shows a run and follows it until it ends",
    arguments: [theRun],
    example: "runs tail 81c0",
    load: async () => (await import("../runs.ts")).tailRun,
  },
  {
    name: "runs diff",
    about: "shows what a run has changed, as of the end of its last turn",
    details:
      "Without what git ignores, and with masks where secrets stood. A run in the workspace itself has none.",
    arguments: [theRun],
    example: "runs diff 81c0",
    load: async () => (await import("../run-artifacts.ts")).showDiff,
  },
  {
    name: "runs artifact",
    about: "shows something that was kept of a run: a diff, or the whole of a long output",
    arguments: [
      theRun,
      { name: "ARTIFACT", about: "the beginning of its name, as runs show has it" },
    ],
    example: "runs artifact 81c0 5e3d",
    load: async () => (await import("../run-artifacts.ts")).showArtifact,
  },
  {
    name: "runs reveal",
    about: "shows a secret that is hidden in what a run said; the audit log tells that it was seen",
    arguments: [theRun, { name: "NUMBER", about: "as in its mask: 3 of [hidden: GitHub token 3]" }],
    example: "runs reveal 81c0 3",
    load: async () => (await import("../run-reveal.ts")).revealSecret,
  },
  {
    name: "runs take",
    about: "makes a branch of what a run has changed, in the repository of its workspace",
    details:
      "A run works in a worktree of its own, so nothing of the workspace has changed until you merge. The worktree\n" +
      "stays; when the run goes on, take it once more. What nobody has taken becomes a branch when it is forgotten.",
    arguments: [theRun],
    example: "runs take 81c0",
    load: async () => (await import("../runs.ts")).takeRun,
  },
  {
    name: "runs new",
    about: "opens a run in a workspace",
    arguments: [{ name: "WORKSPACE", about: "its name" }, prompt],
    flags: [
      { name: "agent", value: "NAME", about: "the coding agent; the first one unless given" },
      ...settings,
      images,
      { name: "in-place", about: "works in the workspace itself, not in a worktree of it" },
    ],
    example: 'runs new slugs "Find out why the slugs of long titles are wrong"',
    load: async () => (await import("../give-prompt.ts")).openRun,
  },
  {
    name: "runs prompt",
    about: "goes on with a run that is at rest, or tells one that is at work",
    arguments: [theRun, prompt],
    flags: [
      { name: "queue", about: "if it is at work: when its turn has ended" },
      { name: "steer", about: "if it is at work: now, into its turn, where its coding agent can" },
      images,
    ],
    example: 'runs prompt 81c0 "and now the tests"',
    load: async () => (await import("../give-prompt.ts")).promptRun,
  },
  {
    name: "runs prompts",
    about: "lists the prompts that wait for the end of a run's turn, changes one or takes it back",
    details:
      "A prompt is named by the beginning of its id. It can be changed until it is begun, by a phone as well.",
    arguments: [theRun, { ...prompt, about: "with --change: in other words", optional: true }],
    flags: [
      { name: "change", value: "PROMPT", about: "is to be begun in other words" },
      { name: "withdraw", value: "PROMPT", about: "is not to be begun" },
    ],
    example: 'runs prompts 81c0 --change 5e3d "and the tests of the parser"',
    load: async () => (await import("../run-prompts.ts")).runPrompts,
  },
  {
    name: "runs set",
    about: "changes model, mode or policy of a run, from its next turn on",
    details: "The policy can only be lowered.",
    arguments: [theRun],
    flags: settings,
    example: "runs set 81c0 --policy strict",
    load: async () => (await import("../give-prompt.ts")).setRun,
  },
  {
    name: "runs continue",
    about: "lets a run go on that a restart has interrupted while it waited for an answer",
    details:
      "Its coding agent goes on with the conversation, is told so, and asks anew. A run that did more than\n" +
      "wait takes a prompt instead, once you have seen how far it came.",
    arguments: [theRun],
    example: "runs continue 81c0",
    load: async () => (await import("../runs.ts")).continueRun,
  },
  {
    name: "runs stop",
    about: "ends a run, and waits until it has ended",
    arguments: [theRun],
    example: "runs stop 81c0",
    load: async () => (await import("../runs.ts")).stopRun,
  },
  {
    name: "runs grants",
    about: "lists what was approved for a run and goes ahead unasked, or withdraws it",
    details:
      "A grant is named by the beginning of its id. It ends by itself with its run, or after eight hours.",
    arguments: [theRun],
    flags: [{ name: "withdraw", value: "GRANT", about: "is asked about again from here on" }],
    example: "runs grants 81c0 --withdraw 5e3d",
    load: async () => (await import("../grants.ts")).runGrants,
  },
  {
    name: "runs validate",
    about: "runs what the run's workspace is validated with, and says what came of it",
    details: "The commands stand in the configuration. Ends with 1 unless all pass.",
    arguments: [theRun],
    example: "runs validate 81c0",
    load: async () => (await import("../runs.ts")).validateRun,
  },
  {
    name: "sessions list",
    isDefault: true,
    about:
      "lists what coding agents remember of work in shared folders, at the desktop or as a run",
    details: "The latest first. One that somebody has open at the desktop says so.",
    arguments: [{ name: "WORKSPACE", about: "its name; all of them unless given", optional: true }],
    flags: [ofAgent],
    example: "sessions list slugs",
    load: async () => (await import("../sessions.ts")).listSessions,
  },
  {
    name: "sessions show",
    about: "shows what was said last in one of them",
    details: "Keys and passwords of known forms are hidden, as they are on phones.",
    arguments: [{ name: "SESSION", about: "the beginning of its id" }],
    flags: [ofAgent],
    example: "sessions show 0f6a2c1e",
    load: async () => (await import("../sessions.ts")).showSession,
  },
  {
    name: "agents",
    about: "lists the coding agents, and which models and modes they offer",
    example: "agents",
    load: async () => (await import("../give-prompt.ts")).listAgents,
  },
];
