// The words of a run's page, of the sheets over it, and of beginning a run, in English.

import { artifact, plan } from "./review.ts";
import { counting } from "../counting.ts";

const many = counting("en");

export const english = {
  sheet: { close: "Close" },

  goOn: "Let it go on",

  deny: {
    label: "What the agent is told",
    hint: "It reads this with your no. It stands in the run, and is not signed.",
    quick: {
      later: "Not now.",
      why: "Explain first why this is needed.",
      smaller: "Find a smaller change.",
      tests: "Run the tests first.",
    },
    tooLong: "This is too long to send. Shorten it.",
    send: "Deny",
    all: "Deny all and stop the run",
    allWhy: "Denies everything that this run asks, and ends what it has under way.",
  },

  tool: {
    input: "With this input",
    server: "Tool of",
  },

  plan,
  notices: {
    changed: "The history of this machine is not the one this phone saw before.",
    otherApp: (origin: string, version: string, path: string, count: number) =>
      `${origin} serves another app than that of Longrein ${version}, which runs at the machine: ${many(
        count,
        {
          one: "# difference",
          other: "# differences",
        },
      )}, the first at ${path}. Unless somebody has just updated one of the two, answer at the machine.`,
  },

  grants: {
    approve: "Approve for this run",
    command:
      "This very command, in this folder, goes ahead unasked until the run ends, for eight hours at most. What it does may change with the files that it meets.",
    edit: "Edits of this file, whatever they say, go ahead unasked until the run ends, for eight hours at most.",
    title: "Goes ahead unasked",
    unasked: "Not asked about: it is approved for this run.",
    uses: (count: number) => many(count, { one: "# time so far", other: "# times so far" }),
    withdraw: "Ask again",
  },

  masks: {
    hidden: (kind: string, number: number) => `Hidden: ${kind} ${number}`,
    showWhich: (kind: string, number: number) => `Show ${kind} ${number}`,
    hideWhich: (kind: string, number: number) => `Hide ${kind} ${number}`,
    show: "Show",
    hide: "Hide",
    logged: "Seen for 30 seconds. That you looked stands in the audit log.",
  },

  receipt: {
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
    execution: {
      running: "Being carried out",
      completed: "Carried out",
      failed: "Carried out, and failed",
      declined: "Not carried out",
      void: "Not carried out: something changed in the meantime",
    },
  },

  images: {
    count: (count: number) => many(count, { one: "with # image", other: "with # images" }),
    choose: "Image",
    remove: (number: number) => `Remove image ${number}`,
    sending: "Sending images",
    unreadable:
      "This phone’s browser cannot read one of them. Take a screenshot of it, or choose a JPEG or PNG.",
    tooMany: "No more than four go with one prompt.",
    lost: "The connection broke before the images were there. Send again.",
    refused: (why: string) => `The images were not taken: ${why}`,
    notTaken: "This agent takes no images. Remove them, or choose another agent.",
  },

  composer: {
    commands: "Commands of this agent",
    withdraw: "Take back",
    save: "Save",
    leave: "Leave it",
    notChanged: "Not changed",
    notWithdrawn: "Formatted",
    tooLate: "the agent had begun it.",
    later: "After this turn",
    now: "Into this turn",
    when: "When the agent gets it",
    edit: "Edit",
    remove: "Remove",
    sending: "Sending",
    waits: "Waits for the connection",
    maybeSent: "Sent, but nothing confirms that it arrived. Asked again once connected.",
    queued: "Accepted. It waits for the end of the turn.",
    steered: "Accepted. It goes into the turn.",
    turnFailed: "Not taken: the turn before it was stopped or failed.",
    tooMany: "Not taken: too much waits already, or the agent cannot take it now.",
    fromMachine: "Typed at the machine",
    fromOther: "From another phone",
  },

  settings: {
    title: "How this run works",
    change: "Change how this run works",
    model: "Model",
    mode: "Mode",
    profile: "What you are asked",
    next: "What you choose holds from the next turn on, once the agent confirms it.",
    ceiling: "Only less can be allowed from here; more is allowed at the machine.",
    profiles: { strict: "Strict", balanced: "Balanced", trusted: "Trusted" },
    profileSays: {
      strict: "You are asked about everything. High risk is approved at the machine alone.",
      balanced: "You are asked about everything.",
      trusted: "You are asked about everything but small edits in the run's own worktree.",
    },
    asked: "Asked for",
    failed: (why: string) => `Not changed: ${why}`,
  },

  newRun: {
    ownChoice: "The agent's own choice",
    profiles: {
      strict: "Strict: everything, high risk at the machine",
      balanced: "Balanced: everything",
      trusted: "Trusted: everything but small edits",
    },
    inPlace: "Work in the workspace itself, not in a worktree of it",
    unusable: "This agent cannot be used now:",
  },

  question: {
    title: (driver: string) => `${driver} asks`,
    from: (server: string) => `on behalf of ${server}`,
    own: "In your own words",
    secret: "Neither shown nor kept",
    many: "Several may be chosen.",
    answer: "Answer",
    decline: "Decline",
    viewer: "This phone may look but not answer.",
    update: "Load the app again to answer.",
    overdue: "Time is up. The agent goes on without an answer.",
    unclear: "The machine does not know what became of this answer.",
    stage: {
      queued: "The answer waits for the connection",
      sent: "Answer sent",
      accepted: "Answer received",
    },
    refused: (why: string) => `The answer was not taken: ${why}`,
    outcome: {
      answered: (by: string, time: string) => `Answered ${by} ${time}`,
      declined: (by: string, time: string) => `Not answered, ${by} ${time}`,
      expired: (_by: string, time: string) => `Nobody answered in time, ${time}`,
      withdrawn: (_by: string, time: string) => `Withdrawn by the agent ${time}`,
    },
  },

  evidence: {
    title: "Evidence",
    why: "Recorded by the machine itself, apart from what the agent says.",
    passed: (count: number) => many(count, { one: "# check passed", other: "# checks passed" }),
    failed: (count: number) => many(count, { other: "# failed" }),
    attention: (count: number) => many(count, { other: "# to look at" }),
    files: (count: number) => many(count, { one: "# file", other: "# files" }),
    check: "Check",
    status: { passed: "passed", failed: "failed", skipped: "skipped" },
    rulesPass: (count: number) => many(count, { one: "# rule passed", other: "# rules passed" }),
    verdict: { pass: "passed", attention: "look here", stop: "stop" },
    kinds: { diff: "Diff", log: "Log", file: "File", image: "Image" },
    open: "Open",
    cut: "There was more than the machine keeps.",
  },

  artifact,

  usage: {
    turn: "Turn",
    tokens: (input: string, output: string) => `${input} in, ${output} out`,
    estimated: "estimated",
    context: (share: string) => `${share} context`,
  },

  event: {
    said: "You said",
    attempt: (number: number, place: string) => `Attempt ${number}, in ${place}`,
    worktree: "a worktree of its own",
    worktreeOf: (commit: string) => `a worktree of ${commit}`,
    folder: "the workspace itself",
    holds: "From here on",
    compacted: "The agent has shortened what it remembers.",
    unknown: (count: number) =>
      many(count, {
        one: "# thing happened that this version cannot show.",
        other: "# things happened that this version cannot show.",
      }),
    next: "What to do",
  },

  notHere: {
    malformed: "It cannot be approved here: this phone cannot show all that it contains.",
    "too-long":
      "It cannot be approved here: nobody reads this much on a phone. Answer at the machine.",
    "other-run": "It cannot be approved: it belongs to another run than it claims.",
    tier2: "It cannot be approved here yet: it asks for a passkey. Answer at the machine.",
    tier3: "It may only be approved at the machine.",
    viewer: "This phone may look but not approve.",
    denier: "This phone may deny but not approve.",
    update: "Load the app again to answer: this version is too old for this machine.",
  },

  decidedBy: {
    "this-phone": "from this phone",
    "other-device": "from another phone",
    machine: "at the machine",
    byDevice: (name: string) => `from ${name}`,
  },

  refused: (why: string) => `The answer was not taken: ${why}`,
  exit: (code: number) => `exit ${code}`,
  newVersion: "A new version is ready.",

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
    CEILING: "the rules set at the machine do not allow it.",
    BUDGET: "the budget of the day is used up.",
    unknown: "the machine did not say why.",
  },

  tooFast: {
    what: "too much came at once.",
    soon: "Try again in a moment.",
    again: (seconds: number) => `Try again in ${seconds} s.`,
    now: "Try again now.",
  },

  held: {
    approve: "You approved this over a minute ago. It goes out if you say so once more.",
    deny: "You denied this over a minute ago. It goes out if you say so once more.",
    command: "Over a minute old. It goes out if you say so once more.",
    device: "This was asked for over a minute ago and has not been sent.",
    maybe: "It may have arrived before.",
    send: "Send now",
    drop: "Do not send",
  },

  requested: {
    queued: "Waiting for the connection",
    sent: "Sent to the machine",
    accepted: "Accepted, starting",
    running: "Starting",
    done: "Started",
    failed: "Not started",
    indeterminate: "The machine does not know whether it started",
  },
};

export type RunWords = typeof english;
