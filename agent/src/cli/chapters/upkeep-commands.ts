// Rules, settings, and what keeps it running and right.

import { policyProfiles } from "@longrein/protocol/setup";
import type { Command } from "../command.ts";

/** What has no command of its own. */
const settable = [
  "machine",
  "drivers",
  "answerMinutes",
  "turnHours",
  "turnOutputMebibytes",
  "runMebibytes",
  "runFiles",
  "retentionDays",
  "spendLimitDollars",
  "spendLimitDollarsPerPhone",
  "spendLimitDollarsPerRun",
  "untestedVersions",
  "appRelays",
] as const;

export const upkeepCommands: readonly Command[] = [
  {
    name: "policy show",
    isDefault: true,
    about: "says how much may go ahead unasked on this machine at most",
    example: "policy",
    load: async () => (await import("../policy.ts")).showPolicy,
  },
  {
    name: "policy set",
    about: "sets that: strict asks before all that changes anything, trusted asks least",
    details: "A phone can lower it, and nobody but you, here, can raise it.",
    arguments: [{ name: "PROFILE", about: "from now on", choices: policyProfiles }],
    example: "policy set strict",
    load: async () => (await import("../policy.ts")).setPolicy,
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
    load: async () => (await import("../autostart.ts")).installService,
  },
  {
    name: "service uninstall",
    about: "takes that back",
    example: "service uninstall",
    load: async () => (await import("../autostart.ts")).uninstallService,
  },
  {
    name: "uninstall",
    about: "takes away all that longrein has put on this computer, after saying what that is",
    details:
      "The service, hooks in Claude Code's settings, keys, store, worktrees, logs, settings and compiled code. What\n" +
      "a run has changed and nobody has taken over stays, as a branch longrein/… of its repository. The program itself\n" +
      "is npm's to remove.",
    flags: [
      {
        name: "dry-run",
        about: "says what would go, become a branch or stop it, and does nothing",
      },
      {
        name: "keep-audit",
        value: "FILE",
        about: "exports the audit log before, as audit export does",
      },
      { name: "yes", about: "without asking" },
    ],
    example: "uninstall --dry-run",
    load: async () => (await import("../uninstall.ts")).uninstall,
  },
  {
    name: "doctor",
    about: "tries every part of it and says what is wrong",
    details: "Ends with 1 if something is.",
    example: "doctor",
    load: async () => (await import("../doctor.ts")).doctor,
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
      {
        name: "relay",
        value: "URL",
        about:
          "the relay that an app at an origin of its own dials, if the configuration names another",
      },
    ],
    example: "verify https://relay.example.org",
    load: async () => (await import("../verify.ts")).verify,
  },
  {
    name: "config show",
    isDefault: true,
    about: "shows each setting, what it is, and what has set it",
    example: "config",
    load: async () => (await import("../config.ts")).showConfig,
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
    load: async () => (await import("../config.ts")).setConfig,
  },
  {
    name: "config unset",
    about: "gives a setting its default back",
    arguments: [{ name: "SETTING", about: "its name", choices: settable }],
    example: "config unset retentionDays",
    load: async () => (await import("../config.ts")).unsetConfig,
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
    load: async () => (await import("../logs.ts")).logs,
  },
];
