// The words of the pages beyond the first, in English.

import { counting } from "../counting.ts";

const many = counting("en");

export const english = {
  run: {
    notFound: "This run is not known on this machine.",
    empty: "Nothing has happened yet.",
    loading: "Loading",
    transcript: "Transcript",
    thought: "Thought",
    thinking: "Thinking",
    earlierPart: "Show what came before",
    you: "You",
    agent: "Agent",
    plan: "Plan",
    planProgress: (done: number, all: number) => `${done} of ${all}`,
    planStatus: { pending: "to do", active: "under way", done: "done" },
    latest: "Latest",
    stop: (driver: string) => `Stop ${driver}`,
    stopShort: "Stop",
    stopFate: {
      queued: "Stop waits for the connection",
      sent: "Stop sent",
      accepted: "Stop accepted",
      running: "Stopping",
      done: "Stopped",
      failed: "Stop failed",
      indeterminate: "Unclear whether it stopped",
    },
    tools: {
      command: "Command",
      edit: "Edit",
      read: "Read",
      search: "Search",
      fetch: "Fetch",
      other: "Tool",
    },
    toolStatus: {
      completed: "done",
      failed: "failed",
      declined: "denied",
      void: "not run",
    },
    show: (count: number) => many(count, { one: "Show # line", other: "Show # lines" }),
    showMore: (count: number) =>
      many(count, { one: "Show # more line", other: "Show # more lines" }),
    missed: (count: number) => many(count, { other: "# new" }),
    hide: "Hide",
    cutHere: "The beginning of this output is not kept on the phone.",
    cutThere: "The machine cut this output.",
    notice: { info: "Note", warning: "Warning", error: "Error" },
  },

  composer: {
    label: (driver: string) => `Message to ${driver}`,
    send: "Send",
    tooLong: "This is too long to send. Shorten it.",
    fate: {
      queued: "Queued: goes out when connected",
      sent: "Sent",
      accepted: "Accepted",
      running: "Taken up",
      done: "Done",
      failed: "Not taken",
      indeterminate: "The machine does not know whether it was taken",
    },
    viewer: "This phone may look but not command.",
    update: "Load the app again: this version may look but not command.",
  },

  newRun: {
    title: "New run",
    machine: "Machine",
    workspace: "Workspace",
    driver: "Agent",
    prompt: "What shall be done?",
    start: "Start",
    pick: "As at your machine: a folder it allows, and a coding agent it has.",
  },

  device: {
    machine: "Paired with",
    role: "May",
    roles: {
      viewer: "look",
      operator: "look, command and approve",
      owner: "look, command, approve and manage phones",
      approver: "look, approve and deny",
      denier: "look, command and deny",
    },
    unknownRole: "known once connected",
    unpair: "Forget this machine",
    unpairWhy:
      "Removes the keys from this phone. To end its access for certain, revoke it at the machine too.",
    unpairSure: "Forget it now",
    label: "Name on this phone",
    labelWhy: "Seen on this phone alone. Empty, it is the machine’s own name.",
    log: "Audit log",
    keep: "Keep it",
  },

  machines: {
    pairAnother: "Pair another machine",
    neverHeard: "not heard yet",
  },

  devices: {
    title: "Phones",
    asking: "Asking the machine",
    notShown: (why: string) => `The phones are not shown: ${why}`,
    thisPhone: "this phone",
    namesake: "another phone has this name, too",
    here: "connected now",
    seen: (when: string) => `last seen ${when}`,
    neverSeen: "not seen since it was paired",
    roles: { viewer: "Viewer", operator: "Operator", owner: "Owner" },
    words: "Words of its key",
    wordsWhy: "The machine shows the same words for it.",
    paired: "Paired",
    name: "Its name",
    rename: "Rename",
    role: "Role",
    asked: "asked for",
    approves: "It may approve",
    ownersAtMachine: "A phone becomes an owner, and an owner again, only at the machine.",
    own: "The role of this phone is changed from another owner's phone or at the machine.",
    onlyOwners: "Only an owner's phone changes phones.",
    revoke: "Revoke",
    revokeWhy:
      "It loses its access at once and for good. To be used again it has to be paired anew.",
    holdToRevoke: "Hold to revoke",
    sure: "I am sure",
    underWay: "On its way to the machine",
    failed: (why: string) => `It was not done: ${why}`,
    close: "Close",
  },

  sessions: {
    title: "Sessions at the desktop",
    mark: "from the desktop",
    none: "Nothing is remembered of this workspace.",
    keepsNone: "It keeps no sessions that could be gone on with from a phone.",
    noWorkspace: "No folder is shared there yet. At the machine, type",
    notShown: (why: string) => `Not shown: ${why}`,
    open: "open at the desktop",
    closed: "past",
    earlier: "There is more before this.",
    ways: {
      run: "Open its run",
      join: "Join it",
      goOn: "Go on with it",
      copy: "Go on with a copy",
    },
    why: {
      run: "It is a run on this phone already.",
      join: "It is open at the desktop. What you say here is seen there too, and it keeps the settings it has there.",
      goOn: "As far as anybody can tell it is not open. What is said here is there when it is opened at the desktop again.",
      copy: "It is open in a window at the desktop, and only one can go on with it. A copy leaves it alone; or close that window first.",
    },
  },

  settings: {
    title: "Settings",
    appearance: "Appearance",
    asPhone: "As on this phone",
    appearances: { light: "Light", dark: "Dark" },
    textSize: "Text size",
    textSizes: { small: "Smaller", large: "Larger", largest: "Largest" },
    relay: "What the relay sees",
    relaySays: {
      sees: {
        title: "It sees",
        what: "Which machine and phone are connected, from which addresses, when, and how much. Not a word of what they say.",
      },
      hidden: {
        title: "It does not see",
        what: "Names, files and commands, what your agents do, what you write and decide. All of it is sealed between this phone and the machine.",
      },
      keeps: { title: "It keeps", what: "Nothing of what passes through it." },
      can: {
        title: "It can",
        what: "Hold things back or drop them. What is not answered in time counts as a no.",
      },
    },
    storage: "On this phone",
    stored: (size: string) =>
      `${size}, the app included. Kept are keys, drafts and what has not been sent; what runs said is not.`,
    keeping: {
      kept: "The browser keeps this for good.",
      clearable: "The browser may clear this when the phone runs out of space.",
      refused:
        "The browser did not promise to keep this. It rather does for an app on the home screen, or one that may send notifications.",
    },
    keepForGood: "Ask it to keep this",
    wipe: "Wipe this phone",
    wipeWhy:
      "Removes the keys, drafts, what has not been sent, and all settings. The machine goes on listing this phone until it is revoked there.",
    wipeType: (word: string) => `Type “${word}” to confirm`,
    wipeWord: "wipe",
    wipeNow: "Wipe it now",
    wipeFailed: "It could not be wiped: another tab has it open. Close that and try again.",
    version: "Version",
  },

  elsewhere: {
    title: "Open in another tab",
    what: "Longrein speaks for this phone in one tab at a time, so that nothing is shown or sent twice. Go on here, and the other tab lets go; nothing you sent is lost.",
    here: "Use it here",
  },

  ended: {
    revoked: {
      title: "This phone was revoked",
      what: "Somebody removed it at the machine. It can no longer see or do anything there.",
      todo: "To use it again, pair it once more.",
    },
    "update-required": {
      title: "This app is too old",
      what: "The program on your machine speaks a newer version.",
      todo: "Load the app again to get the new one.",
    },
    storage: {
      title: "This browser cannot keep keys",
      what: "Private tabs and Lockdown Mode refuse to store them, so nothing can be paired here.",
      todo: "Open this page in an ordinary tab, or allow it in Lockdown Mode.",
    },
    pairAgain: "Pair again",
  },
};

export type ScreenWords = typeof english;
