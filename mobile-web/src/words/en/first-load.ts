// The words of the first load, in English.

import { counting } from "../counting.ts";

const many = counting("en");

export const english = {
  app: {
    name: "Longrein",
    opening: "Opening",
    back: "Back",
    incomplete: "A part of the app did not load.",
    incompleteTodo: "Load it again when you are online.",
    reload: "Load again",
    copy: "Copy",
    copied: "Copied",
    justNow: "now",
    comma: ", ",
    colon: ": ",
    stop: ". ",
  },

  time: {
    seconds: (count: number) => `${count}s`,
    minutes: (count: number) => `${count}m`,
    hours: (count: number) => `${count}h`,
    days: (count: number) => `${count}d`,
    wholeMinutes: (count: number) => `${count} min`,
  },

  link: {
    idle: "Not connected",
    dialling: "Connecting",
    greeting: "Connecting",
    ready: "Live",
    waiting: {
      offline: "No network",
      "agent-away": "The machine is away",
      refused: "The relay refuses the connection",
      failed: "The connection broke",
    },
    trying: (seconds: number) => (seconds > 0 ? `trying again in ${seconds} s` : "trying again"),
    asOf: (time: string) => `as of ${time}`,
    ended: {
      revoked: "Revoked",
      "update-required": "This app is too old",
    },
    catchingUp: "Catching up",
  },

  home: {
    approvals: "Approvals",
    noApprovals: "Nothing waits for you.",
    waiting: (count: number) =>
      many(count, { one: "# approval waits for you", other: "# approvals wait for you" }),
    unknown: "Not known before this phone is connected.",
    runs: "Runs",
    earlier: "Earlier",
    unread: "new",
    newRun: "New run",
    noRuns: "No runs yet. What your coding agents do will stand here.",
    inWorkspace: (driver: string, workspace: string) => `${driver} in ${workspace}`,
    machines: "Machines",
    allMachines: "All",
  },

  run: {
    states: {
      starting: "Starting",
      working: "Working",
      waiting: "Waits for you",
      done: "Done",
      failed: "Failed",
      stopping: "Stopping",
      stopped: "Stopped",
      indeterminate: "Unclear",
    },
  },

  approval: {
    command: "Run a command",
    edit: (files: number) => many(files, { one: "Change # file", other: "Change # files" }),
    tool: (name: string) => `Use ${name}`,
    plan: "Begin this plan",
    unknown: "Something this phone cannot read",
    by: (driver: string, workspace: string, tool: string) =>
      `${driver} in ${workspace}, using ${tool}`,
    argv: "Program and arguments",
    shell: (program: string) => `Text for ${program}`,
    folder: "In folder",
    environment: "Environment",
    environmentRemoved: "removed",
    operands: "Files it reads",
    files: "Files",
    created: "new",
    deleted: "deleted",
    changed: "changed",
    emptyArgument: "empty",
    risk: { low: "Low risk", medium: "Medium risk", high: "High risk" },
    says: "The agent says, unverified",
    signedAs: "Signed as",
    left: (time: string) => `${time} left`,
    expired: "Time is up",
    size: (lines: number, bytes: string) =>
      `${many(lines, { one: "# line", other: "# lines" })}, ${bytes}`,
    hidden: (count: number) =>
      many(count, {
        one: "Holds # hidden or misleading character, shown as a box.",
        other: "Holds # hidden or misleading characters, shown as boxes.",
      }),
    mixed: (word: string) => `“${word}” mixes letters of different alphabets.`,
    deny: "Deny",
    approve: "Approve",
    holdToApprove: "Hold to approve",
    haveRead: "I have read it",
    notSeen: "Read to the end to approve.",
    nextPart: "Next part",
    seen: "Seen to the end",
    action: "What is asked for, exactly",
    stage: {
      queued: {
        approve: "Approval waits for the connection",
        deny: "Denial waits for the connection",
      },
      sent: { approve: "Approval sent", deny: "Denial sent" },
      accepted: { approve: "Approval received", deny: "Denial received" },
    },
    away: "Answerable once its machine is connected.",
    overdue: "Time is up. The machine takes this as a no.",
    unclear: "The machine does not know what became of this answer. Look at the run.",
    openRun: "Open run",
  },

  answer: {
    more: "More answers",
  },
};

export type Words = typeof english;
