// Every command: its words, what follows them, an example, and where its code lies. Parsing, help, completion
// and docs/commands.md come from this table and from nothing else.

import { roles } from "@longrein/protocol/names";
import { policyProfiles } from "@longrein/protocol/setup";
import type { Argument, Command, Flag } from "./command.ts";
import { relayCommands } from "./relay-commands.ts";
import { upFlags } from "./up-flags.ts";

const phone: Argument = { name: "PHONE", about: "its name, or the beginning of its id" };
const approval: Argument = { name: "APPROVAL", about: "the beginning of its id" };
const theRun: Argument = { name: "RUN", about: "the beginning of its id" };
/** What has no command of its own. */
const settable = [
  "machine",
  "drivers",
  "retentionDays",
  "spendLimitDollars",
  "spendLimitDollarsPerPhone",
  "spendLimitDollarsPerRun",
  "untestedVersions",
] as const;
const hooked: Argument = { name: "AGENT", about: "the coding agent", choices: ["claude"] };
const hookSettings: Flag = {
  name: "settings",
  value: "FILE",
  about: "its settings; those of its user unless given",
};
const prompt: Argument = { name: "PROMPT", about: "what is to be done", many: true };

const printed: Flag = { name: "print", about: "only shows the command line that would be run" };
const handedOn = (program: string): Argument => ({
  name: "WORDS",
  about: `for ${program} itself`,
  optional: true,
  many: true,
  handedOn: true,
});

const running: readonly Command[] = [
  {
    name: "up",
    about: "runs the agent in this terminal",
    details:
      "Ctrl-C ends it. What is given once is kept: later it needs no flags.\n" +
      "A relay on this computer serves this computer's browsers. A phone needs https: your own relay\n" +
      "(--relay), or a tunnel or proxy before this one (--public-url); docs/self-hosting.md says how.",
    flags: [...upFlags, { name: "background", about: "as start calls it", hidden: true }],
    example: "up --relay https://relay.example.org",
    load: async () => (await import("./up.ts")).up,
  },
  {
    name: "start",
    about: "runs the agent in the background",
    flags: upFlags,
    example: "start --embedded",
    load: async () => (await import("./start.ts")).start,
  },
  {
    name: "stop",
    about: "ends the agent, and waits until it has",
    example: "stop",
    load: async () => (await import("./stop.ts")).stop,
  },
  {
    name: "kill",
    about: "ends runs, open questions and phones now, all of them; nothing starts again by itself",
    details:
      "A file called KILL in the state folder does the same. With --release the agent may start again.",
    flags: [{ name: "release", about: "takes it back" }],
    example: "kill",
    load: async () => (await import("./kill.ts")).kill,
  },
  {
    name: "status",
    about: "says whether it runs, how it is connected, and what waits",
    details: "Ends with 3 if it does not run.",
    example: "status --json",
    load: async () => (await import("./status.ts")).status,
  },
];

const phones: readonly Command[] = [
  {
    name: "pair",
    about: "shows a QR code, a link and a code to type, and takes the phone's check code",
    details: "A new phone may look and no more, unless --role says otherwise.",
    flags: [
      { name: "role", value: "ROLE", about: "what it may do", choices: roles },
      {
        name: "with-other-app",
        about: "although the address serves another app than that of this longrein",
      },
    ],
    example: "pair --role operator",
    load: async () => (await import("./pair.ts")).pair,
  },
  {
    name: "devices list",
    isDefault: true,
    about: "lists the paired phones",
    example: "devices",
    load: async () => (await import("./devices.ts")).listDevices,
  },
  {
    name: "devices rename",
    about: "gives a phone another name",
    arguments: [phone, { name: "NAME", about: "its new name" }],
    example: 'devices rename 3f9a "work phone"',
    load: async () => (await import("./devices.ts")).renameDevice,
  },
  {
    name: "devices role",
    about: "says what a phone may do",
    arguments: [phone, { name: "ROLE", about: "from now on", choices: roles }],
    example: "devices role 3f9a operator",
    load: async () => (await import("./devices.ts")).setRole,
  },
  {
    name: "devices revoke",
    about: "ends a phone's right to be here, and its connection at once",
    arguments: [phone],
    example: "devices revoke 3f9a",
    load: async () => (await import("./devices.ts")).revokeDevice,
  },
  {
    name: "rotate",
    about: "gives the agent new keys, for when somebody may know the old ones",
    details:
      "Every phone is revoked and has to be paired again: they know the agent by what is replaced. A\n" +
      "phone that is connected is told at once, any other looks for the old agent until it is paired.\n" +
      "A running agent is ended. The relay forgets the old session ID with the agent's connection.\n" +
      "What is stored stays sealed by the same key; an older backup brings the old keys back.",
    flags: [
      { name: "session", about: "another session ID, the address at the relay, with its key" },
      { name: "identity", about: "all of it: that, and the keys by which phones know the agent" },
    ],
    example: "rotate --session",
    load: async () => (await import("./rotate.ts")).rotate,
  },
];

const work: readonly Command[] = [
  {
    name: "workspace list",
    isDefault: true,
    about: "lists the folders that phones may open runs in",
    example: "workspace",
    load: async () => (await import("./workspaces.ts")).listWorkspaces,
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
    load: async () => (await import("./workspaces.ts")).shareWorkspace,
  },
  {
    name: "workspace unshare",
    about: "lets no new run be opened in a folder",
    arguments: [{ name: "WORKSPACE", about: "its name" }],
    example: "workspace unshare slugs",
    load: async () => (await import("./workspaces.ts")).unshareWorkspace,
  },
  {
    name: "runs list",
    isDefault: true,
    about: "lists the runs, the newest first",
    example: "runs",
    load: async () => (await import("./runs.ts")).listRuns,
  },
  {
    name: "runs show",
    about: "shows all that a run has said and done",
    arguments: [theRun],
    example: "runs show 81c0",
    load: async () => (await import("./runs.ts")).showRun,
  },
  {
    name: "runs tail",
    about: "shows a run and follows it until it ends",
    arguments: [theRun],
    example: "runs tail 81c0",
    load: async () => (await import("./runs.ts")).tailRun,
  },
  {
    name: "runs diff",
    about: "shows what a run has changed, as of the end of its last turn",
    details:
      "Without what git ignores, and with masks where secrets stood. A run in the workspace itself has none.",
    arguments: [theRun],
    example: "runs diff 81c0",
    load: async () => (await import("./run-artifacts.ts")).showDiff,
  },
  {
    name: "runs artifact",
    about: "shows something that was kept of a run: a diff, or the whole of a long output",
    arguments: [
      theRun,
      { name: "ARTIFACT", about: "the beginning of its name, as runs show has it" },
    ],
    example: "runs artifact 81c0 5e3d",
    load: async () => (await import("./run-artifacts.ts")).showArtifact,
  },
  {
    name: "runs take",
    about: "makes a branch of what a run has changed, in the repository of its workspace",
    details:
      "A run works in a worktree of its own, so nothing of the workspace has changed until you merge. The worktree\n" +
      "stays; when the run goes on, take it once more. What nobody has taken becomes a branch when it is forgotten.",
    arguments: [theRun],
    example: "runs take 81c0",
    load: async () => (await import("./runs.ts")).takeRun,
  },
  {
    name: "runs new",
    about: "opens a run in a workspace",
    arguments: [{ name: "WORKSPACE", about: "its name" }, prompt],
    flags: [
      { name: "agent", value: "NAME", about: "the coding agent; the first one unless given" },
    ],
    example: 'runs new slugs "Find out why the slugs of long titles are wrong"',
    load: async () => (await import("./runs.ts")).openRun,
  },
  {
    name: "runs prompt",
    about: "goes on with a run that is at rest",
    arguments: [theRun, prompt],
    example: 'runs prompt 81c0 "and now the tests"',
    load: async () => (await import("./runs.ts")).promptRun,
  },
  {
    name: "runs continue",
    about: "lets a run go on that a restart has interrupted while it waited for an answer",
    details:
      "Its coding agent goes on with the conversation, is told so, and asks anew. A run that did more than\n" +
      "wait takes a prompt instead, once you have seen how far it came.",
    arguments: [theRun],
    example: "runs continue 81c0",
    load: async () => (await import("./runs.ts")).continueRun,
  },
  {
    name: "runs stop",
    about: "ends a run, and waits until it has ended",
    arguments: [theRun],
    example: "runs stop 81c0",
    load: async () => (await import("./runs.ts")).stopRun,
  },
  {
    name: "runs grants",
    about: "lists what was approved for a run and goes ahead unasked, or withdraws it",
    details:
      "A grant is named by the beginning of its id. It ends by itself with its run, or after eight hours.",
    arguments: [theRun],
    flags: [{ name: "withdraw", value: "GRANT", about: "is asked about again from here on" }],
    example: "runs grants 81c0 --withdraw 5e3d",
    load: async () => (await import("./grants.ts")).runGrants,
  },
  {
    name: "runs validate",
    about: "runs what the run's workspace is validated with, and says what came of it",
    details: "The commands stand in the configuration. Ends with 1 unless all pass.",
    arguments: [theRun],
    example: "runs validate 81c0",
    load: async () => (await import("./runs.ts")).validateRun,
  },
];

const approvals: readonly Command[] = [
  {
    name: "approvals list",
    isDefault: true,
    about: "lists what waits for an answer",
    example: "approvals",
    load: async () => (await import("./approvals.ts")).listApprovals,
  },
  {
    name: "approvals show",
    about: "shows the whole of what is asked, and its digest",
    arguments: [approval],
    example: "approvals show 5d02",
    load: async () => (await import("./approvals.ts")).showApproval,
  },
  {
    name: "approvals approve",
    about: "shows what is asked, and lets exactly that be done",
    arguments: [approval],
    flags: [{ name: "digest", value: "HEX", about: "of what was shown; then nothing is asked" }],
    example: "approvals approve 5d02",
    load: async () => (await import("./approvals.ts")).approve,
  },
  {
    name: "approvals deny",
    about: "lets it not be done",
    arguments: [approval],
    example: "approvals deny 5d02",
    load: async () => (await import("./approvals.ts")).deny,
  },
];

const desktop: readonly Command[] = [
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
    load: async () => (await import("./attach.ts")).attach,
  },
  {
    name: "codex",
    about: "Codex's own window in this folder, on the server that phones see, too",
    details: "A phone can join what is begun there, and sees what it asks.",
    arguments: [handedOn("Codex")],
    flags: [printed],
    example: 'codex --model gpt-5.5 "Find out why the slugs are wrong"',
    load: async () => (await import("./attach.ts")).windowOf("codex"),
  },
  {
    name: "opencode",
    about: "OpenCode's own window, on the latest run of it in this folder",
    details:
      "Its server lives as long as the run's conversation; without one there is nothing to share.",
    arguments: [handedOn("OpenCode")],
    flags: [printed],
    example: "opencode --mini",
    load: async () => (await import("./attach.ts")).windowOf("opencode"),
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
    load: async () => (await import("./attach.ts")).plainClaude,
  },
  {
    name: "hooks list",
    isDefault: true,
    about: "says whether phones take part in coding agents that are started at the desktop",
    flags: [hookSettings],
    example: "hooks",
    load: async () => (await import("./hooks.ts")).listHooks,
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
    load: async () => (await import("./hooks.ts")).installHooks,
  },
  {
    name: "hooks uninstall",
    about: "takes that back",
    details: "To the byte, unless something else in the file has changed since.",
    arguments: [hooked],
    flags: [hookSettings],
    example: "hooks uninstall claude",
    load: async () => (await import("./hooks.ts")).uninstallHooks,
  },
];

const records: readonly Command[] = [
  {
    name: "audit list",
    isDefault: true,
    about: "lists what was asked, answered and changed, the latest last",
    flags: [
      { name: "what", value: "WORD", about: "only such entries: device, or approval.approved" },
      { name: "count", value: "N", about: "at most so many; 100 unless given" },
    ],
    example: "audit --what approval --count 20",
    load: async () => (await import("./audit.ts")).listAudit,
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
    load: async () => (await import("./audit.ts")).verifyAuditLog,
  },
  {
    name: "audit export",
    about: "writes the audit log into a file that can be verified elsewhere",
    arguments: [{ name: "FILE", about: "is made; one that is there is left alone" }],
    example: "audit export audit.jsonl",
    load: async () => (await import("./audit.ts")).exportAudit,
  },
  {
    name: "store check",
    about: "looks whether all that is stored is whole: its pages, its chains, and what is sealed",
    details: "While the agent runs or not. Ends with 1 if it is damaged.",
    example: "store check",
    load: async () => (await import("./store.ts")).checkOwnStore,
  },
  {
    name: "store export",
    about: "writes the whole agent, its keys included, into one file sealed under a passphrase",
    details:
      "While the agent runs or not. Asks for the passphrase, or takes the first line of its input.\n" +
      "Whoever has the file and the passphrase is this agent. Settings and worktrees are not in it.",
    arguments: [{ name: "FILE", about: "is made; one that is there is left alone" }],
    example: "store export longrein-backup",
    load: async () => (await import("./store.ts")).exportStore,
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
    load: async () => (await import("./store.ts")).importStore,
  },
];

const upkeep: readonly Command[] = [
  {
    name: "policy show",
    isDefault: true,
    about: "says how much may go ahead unasked on this machine at most",
    example: "policy",
    load: async () => (await import("./policy.ts")).showPolicy,
  },
  {
    name: "policy set",
    about: "sets that: strict asks before all that changes anything, trusted asks least",
    details: "A phone can lower it, and nobody but you, here, can raise it.",
    arguments: [{ name: "PROFILE", about: "from now on", choices: policyProfiles }],
    example: "policy set strict",
    load: async () => (await import("./policy.ts")).setPolicy,
  },
  {
    name: "service install",
    about: "runs the agent in the background whenever you are logged in",
    details:
      "By systemd on Linux, by launchd on macOS. Longer than you are logged in: loginctl enable-linger. After an\n" +
      "update install it again: what runs then is the new version, with all that it had. longrein logs shows\n" +
      "what it says.",
    flags: [{ name: "print", about: "prints the file, and changes nothing" }],
    example: "service install",
    load: async () => (await import("./autostart.ts")).installService,
  },
  {
    name: "service uninstall",
    about: "takes that back",
    example: "service uninstall",
    load: async () => (await import("./autostart.ts")).uninstallService,
  },
  {
    name: "uninstall",
    about: "takes away all that longrein has put on this computer, after saying what that is",
    details:
      "The service, hooks in Claude Code's settings, keys, store, worktrees, logs, settings and compiled code. What\n" +
      "a run has changed and nobody has taken over stays, as a branch longrein/… of its repository. The program itself\n" +
      "is npm's to remove.",
    flags: [
      { name: "dry-run", about: "says what would go, and does nothing" },
      {
        name: "keep-audit",
        value: "FILE",
        about: "exports the audit log before, as audit export does",
      },
      { name: "yes", about: "without asking" },
    ],
    example: "uninstall --dry-run",
    load: async () => (await import("./uninstall.ts")).uninstall,
  },
  {
    name: "doctor",
    about: "tries every part of it and says what is wrong",
    details: "Ends with 1 if something is.",
    example: "doctor",
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "verify",
    about: "compares the app that an address serves with the one that came with this program",
    details:
      "Byte by byte and header by header, asking as a phone would. Without an address it asks the relay in\n" +
      "the configuration. What it compares with is the release's manifest, whose signature is checked first.\n" +
      "Ends with 1 if anything differs, and says what.",
    arguments: [{ name: "URL", about: "where the app is served", optional: true }],
    flags: [
      {
        name: "manifest",
        value: "FILE",
        about:
          "compare with another version: app-manifest.json of its release, app-manifest.note beside it",
      },
    ],
    example: "verify https://relay.example.org",
    load: async () => (await import("./verify.ts")).verify,
  },
  {
    name: "config show",
    isDefault: true,
    about: "shows each setting, what it is, and what has set it",
    example: "config",
    load: async () => (await import("./config.ts")).showConfig,
  },
  {
    name: "config set",
    about: "changes a setting, here and in the agent that runs",
    details: "The name of the machine and its coding agents hold from the next start on.",
    arguments: [
      { name: "SETTING", about: "its name", choices: settable },
      { name: "VALUE", about: "as docs/configuration.md has it; commas between several" },
    ],
    example: "config set untestedVersions codex@1.2.3",
    load: async () => (await import("./config.ts")).setConfig,
  },
  {
    name: "config unset",
    about: "gives a setting its default back",
    arguments: [{ name: "SETTING", about: "its name", choices: settable }],
    example: "config unset retentionDays",
    load: async () => (await import("./config.ts")).unsetConfig,
  },
  {
    name: "logs",
    about: "shows what the agent has said in the background",
    flags: [
      { name: "count", value: "N", about: "so many lines from its end; 50 unless given" },
      {
        name: "detailed",
        about: "what happened, in JSON: names and numbers, nothing that was said",
      },
    ],
    example: "logs --count 200",
    load: async () => (await import("./logs.ts")).logs,
  },
];

const others: readonly Command[] = [
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
    load: async () => (await import("./demo.ts")).demo,
  },
  {
    name: "completion",
    about: "prints what makes a shell complete these commands",
    arguments: [{ name: "SHELL", about: "yours", choices: ["bash", "zsh", "fish"] }],
    example: "completion bash > ~/.local/share/bash-completion/completions/longrein",
    load: async () => (await import("./completion.ts")).completion,
  },
  {
    name: "help",
    about: "this, or what one command does",
    arguments: [{ name: "COMMAND", about: "its words", optional: true, many: true }],
    example: "help devices role",
    load: async () => (await import("./say-help.ts")).sayHelpOf,
  },
  {
    name: "version",
    about: "says which version this is",
    example: "version",
    load: async () => (await import("./version.ts")).sayVersion,
  },
];

const chapters: Readonly<Record<string, readonly Command[]>> = {
  "the agent": running,
  phones,
  "folders and runs": work,
  approvals,
  "coding agents at the desktop": desktop,
  "a relay of your own": relayCommands,
  records,
  "settings and upkeep": upkeep,
  more: others,
};

export const commandTable: readonly Command[] = Object.entries(chapters).flatMap(
  ([chapter, commands]) => commands.map((command) => ({ ...command, chapter })),
);

/** Called by programs that we have told to, and told nobody else. */
export const programsOwn: readonly Command[] = [
  {
    name: "hook",
    about: "asks a phone what a coding agent at the desktop asks; called by its hooks",
    arguments: [hooked],
    example: "hook claude",
    load: async () => (await import("./hook.ts")).hook,
  },
];
