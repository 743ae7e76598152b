// Every word of the app, in English. A catalogue in another language has the same shape.

export const english = {
  app: {
    name: "Longrein",
    opening: "Opening",
    back: "Back",
    close: "Close",
    again: "Try again",
    copy: "Copy",
    copied: "Copied",
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
    trying: (seconds: number) =>
      seconds > 0 ? `trying again in ${seconds} s` : "trying again",
    asOf: (time: string) => `as of ${time}`,
    ended: "Not connected",
    catchingUp: "Catching up",
    changed: "The history of this machine is not the one this phone saw before.",
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
    reload: "Load again",
  },

  pairing: {
    title: "Pair this phone",
    promise:
      "A paired phone sees what your coding agents do, gives them work, and approves or denies what they ask for.",
    replaces: (machine: string) => `This phone is paired with ${machine}. Pairing it anew replaces that.`,
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
    command: "longrein pair",
    paste: "Pairing link",
    pasteButton: "Paste",
    linkHeld: "Pairing link received",
    otherLink: "Use another link",
    checkCode: "Type this code at your machine",
    checkCodeWhy: "It proves that this phone and that machine speak to each other, and to nobody between.",
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

  home: {
    approvals: "Approvals",
    noApprovals: "Nothing waits for you.",
    waiting: (count: number) =>
      count === 1 ? "1 approval waits for you" : `${count} approvals wait for you`,
    runs: "Runs",
    newRun: "New run",
    noRuns: "No runs yet. Start one here, or at your machine type",
    inWorkspace: (driver: string, workspace: string) => `${driver} in ${workspace}`,
    noRunsCommand: "longrein run",
    device: "This phone",
    requested: {
      queued: "Waiting for the connection",
      sent: "Sent to the machine",
      accepted: "Accepted, starting",
      running: "Starting",
      done: "Started",
      failed: "Not started",
      indeterminate: "The machine does not know whether it started",
    },
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
    notFound: "This run is not known on this machine.",
    empty: "Nothing has happened yet.",
    loading: "Loading",
    transcript: "Transcript",
    thought: "Thought",
    you: "You",
    agent: "Agent",
    plan: "Plan",
    planProgress: (done: number, all: number) => `${done} of ${all}`,
    planStatus: { pending: "to do", active: "under way", done: "done" },
    earlier: (count: number) => `Show ${count} earlier`,
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
    exit: (code: number) => `exit ${code}`,
    lines: (count: number) => (count === 1 ? "1 line" : `${count} lines`),
    show: (count: number) => `Show ${count} lines`,
    hide: "Hide",
    cutHere: "The beginning of this output is not kept on the phone.",
    cutThere: "The machine cut this output.",
    noOutput: "No output.",
    notice: { info: "Note", warning: "Warning", error: "Error" },
    ended: { done: "Run finished", failed: "Run failed", stopped: "Run stopped" },
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

  approval: {
    command: "Run a command",
    edit: (files: number) => (files === 1 ? "Change a file" : `Change ${files} files`),
    unknown: "Something this phone cannot read",
    by: (driver: string, workspace: string, tool: string) =>
      `${driver} in ${workspace}, using ${tool}`,
    argv: "Program and arguments",
    argvNote: "Started directly, without a shell",
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
    minutesLeft: (minutes: number) => `${minutes} min left`,
    expired: "Time is up",
    size: (lines: number, bytes: string) => `${lines === 1 ? "1 line" : `${lines} lines`}, ${bytes}`,
    hidden: (count: number) =>
      count === 1
        ? "Holds 1 hidden or misleading character, shown as a box."
        : `Holds ${count} hidden or misleading characters, shown as boxes.`,
    mixed: (word: string) => `“${word}” mixes letters of different alphabets.`,
    deny: "Deny",
    approve: "Approve",
    holdToApprove: "Hold to approve",
    haveRead: "I have read it",
    haveReadHint: "Instead of holding",
    notSeen: "Read to the end to approve.",
    nextPart: "Next part",
    seen: "Seen to the end",
    action: "What is asked for, exactly",
    notHere: {
      malformed: "It cannot be approved here: this phone cannot show all that it contains.",
      "too-long": "It cannot be approved here: nobody reads this much on a phone. Answer at the machine.",
      "other-run": "It cannot be approved: it belongs to another run than it claims.",
      tier2: "It cannot be approved here yet: it asks for a passkey. Answer at the machine.",
      tier3: "It may only be approved at the machine.",
      viewer: "This phone may look but not approve.",
      update: "Load the app again to answer: this version is too old for this machine.",
    },
    stage: {
      queued: { approve: "Approval waits for the connection", deny: "Denial waits for the connection" },
      sent: { approve: "Approval sent", deny: "Denial sent" },
      accepted: { approve: "Approval received", deny: "Denial received" },
    },
    overdue: "Time is up. The machine takes this as a no.",
    unclear: "The machine does not know what became of this answer. Look at the run.",
    outcome: {
      approved: (by: string, machine: string, time: string) =>
        `Approved ${by}, accepted by ${machine} ${time}`,
      denied: (by: string, machine: string, time: string) =>
        `Denied ${by}, accepted by ${machine} ${time}`,
      expired: (_by: string, _machine: string, time: string) => `Expired unanswered ${time}`,
      withdrawn: (_by: string, _machine: string, time: string) => `Withdrawn by the agent ${time}`,
      void: (_by: string, machine: string, time: string) =>
        `Void: something had changed, ${machine} did nothing, ${time}`,
    },
    decidedBy: {
      "this-phone": "from this phone",
      "other-device": "from another phone",
      machine: "at the machine",
    },
    execution: {
      running: "being carried out",
      completed: "carried out",
      failed: "carried out, and failed",
      declined: "not carried out",
      void: "not carried out: something changed in the meantime",
    },
    refused: (why: string) => `The answer was not taken: ${why}`,
    openRun: "Open run",
  },

  outcomes: {
    FORBIDDEN: "this phone may not do that.",
    NOT_FOUND: "the machine no longer knows of it.",
    EXPIRED: "it came too late.",
    ALREADY_RESOLVED: "it was answered before.",
    IDEMPOTENCY_CONFLICT: "it was sent twice with different content. Try again.",
    SIGNATURE: "the signature was not accepted. Pair this phone again.",
    VOID: "something changed in the meantime.",
    BUSY: "the machine is busy. Try again.",
    UPDATE_REQUIRED: "this app is too old. Load it again.",
    UNSUPPORTED: "the machine does not know how to do that.",
    INVALID: "the machine did not understand it.",
    unknown: "the machine did not say why.",
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
    unpairWhy: "Removes the keys from this phone. To end its access for certain, revoke it at the machine too.",
    unpairSure: "Forget it now",
    keep: "Keep it",
  },

  time: {
    justNow: "now",
    seconds: (count: number) => `${count} s`,
    minutes: (count: number) => `${count} min`,
    hours: (count: number) => `${count} h`,
    days: (count: number) => `${count} d`,
  },
} as const;

/** The shape every catalogue has: the same keys, any text. */
export type Words = Loose<typeof english>;

type Loose<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { readonly [K in keyof T]: Loose<T[K]> };
