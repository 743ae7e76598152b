// The words of the pages beyond the first, in English: loaded with them.

import type { Loose } from "./loose.ts";

export const englishScreens = {
  pairing: {
    title: "Pair this phone",
    promise:
      "A paired phone sees what your coding agents do, gives them work, and approves or denies what they ask for.",
    replaces: (machine: string) =>
      `This phone is paired with ${machine}. Pairing it anew replaces that.`,
    name: "Name of this phone",
    devices: {
      iphone: "iPhone",
      ipad: "iPad",
      android: "Android phone",
      tablet: "Android tablet",
      mac: "Mac",
      other: "My phone",
    },
    nameHint: "You will see it at your machine.",
    pair: "Pair",
    pairing: "Reaching your machine",
    noLink: "At your machine, type",
    noLinkThen: "then scan the code it shows, or paste its link here.",
    command: "longrein demo",
    paste: "Pairing link",
    pasteButton: "Paste",
    linkHeld: "Pairing link received",
    otherLink: "Use another link",
    checkCode: "Type this code at your machine",
    checkCodeWhy:
      "It proves that this phone and that machine speak to each other, and to nobody between.",
    secondsLeft: (seconds: number) => `${seconds} s left`,
    paired: (machine: string) => `Paired with ${machine}`,
    stay: (machine: string) => `Back to ${machine}`,
    failed: {
      "wrong-code": {
        title: "A wrong code was typed",
        todo: "Nothing was paired. Start over with a new link.",
      },
      timeout: {
        title: "The code was not typed in time",
        todo: "Nothing was paired. Start over with a new link.",
      },
      cancelled: {
        title: "Pairing was cancelled at the machine",
        todo: "Start over with a new link when you are ready.",
      },
      used: {
        title: "This link was already used",
        todo: "A link pairs one phone, once. If that was not you, look at the phones of your machine.",
      },
      expired: {
        title: "This link has expired",
        todo: "Links live for five minutes. Get a new one.",
      },
      unreachable: {
        title: "Your machine cannot be reached",
        todo: "Check that this phone is online and that the program is running at your machine.",
      },
      malformed: {
        title: "This is not a pairing link",
        todo: "Copy the whole link that your machine shows, from https to the end.",
      },
      storage: {
        title: "This browser cannot keep keys",
        todo: "Private tabs and Lockdown Mode refuse to store them. Open the link in an ordinary tab.",
      },
    },
  },

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
    toolRunning: "running",
    toolWaits: "waits for you",
    toolStatus: {
      completed: "done",
      failed: "failed",
      declined: "denied",
      void: "not run",
    },
    lines: (count: number) => (count === 1 ? "1 line" : `${count} lines`),
    show: (count: number) => `Show ${count} lines`,
    showMore: (count: number) => `Show ${count} more lines`,
    missed: (count: number) => `${count} new`,
    hide: "Hide",
    cutHere: "The beginning of this output is not kept on the phone.",
    cutThere: "The machine cut this output.",
    noOutput: "No output.",
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
    workspace: "Workspace",
    driver: "Agent",
    prompt: "What shall be done?",
    start: "Start",
    pick: "As at your machine: a folder it allows, and a coding agent it has.",
  },

  device: {
    title: "This phone",
    machine: "Paired with",
    role: "May",
    roles: {
      viewer: "look",
      operator: "look, command and approve",
      owner: "look, command, approve and manage phones",
    },
    unknownRole: "known once connected",
    relay: "What the relay sees",
    relaySees:
      "Which machine and phone are connected, from which addresses, when, and how much. Not a word of what they say.",
    unpair: "Forget this machine",
    unpairWhy:
      "Removes the keys from this phone. To end its access for certain, revoke it at the machine too.",
    unpairSure: "Forget it now",
    keep: "Keep it",
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
    unpaired: {
      title: "Not paired",
      what: "This phone has forgotten the machine.",
      todo: "Pair it again to go on.",
    },
    pairAgain: "Pair again",
  },
} as const;

export type ScreenWords = Loose<typeof englishScreens>;
