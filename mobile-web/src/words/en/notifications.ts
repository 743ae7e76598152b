// The words of notifications: in the settings, and of the notices themselves.

export const english = {
  title: "Notifications",
  turn: "Tell me when the app is closed",
  standing: {
    off: "Off. Your machines tell this phone nothing while the app is closed.",
    on: "On. Your machines send them themselves, sealed to this browser. What is shown on a locked screen says that something waits at a machine, and never what. What still waits five minutes before its time is over is told once more.",
    denied:
      "Your browser does not allow them for this app. Allow them in its settings for this page, then come back.",
    unsupported: "This browser offers none here.",
    "home-screen":
      "On this device they need the app on the home screen: Share, then Add to Home Screen. Open it there.",
    failed: "The browser's push service could not be reached. Try again in a moment.",
  },
  kinds: {
    approvals: "Approvals that wait for me",
    questions: "Questions of an agent",
    endings: "Runs that are done or have failed",
  },
  mention: {
    why: "Hear of what waits for you while the app is closed. A locked screen says that something waits at a machine, and never what.",
    turnOn: "Turn on",
    later: "Not now",
  },
  tryNow: "Send one now",
  tried: {
    taken: "on its way",
    gone: "the push service no longer knows this phone; turn it off and on again",
    refused: "the push service does not take it",
    unreachable: "the machine does not reach the push service",
    away: "not connected now",
    busy: "wait ten seconds before the next",
    off: "does not send to this browser's push service",
    "too-old": "too old for it; update Longrein there",
  },
  /** What is shown while the app is closed. */
  notices: {
    approval: (machine: string) => `${machine} asks for an approval`,
    approvals: (machine: string, count: string) => `${machine} asks for ${count} approvals`,
    question: (machine: string) => `${machine} has a question`,
    questions: (machine: string, count: string) => `${machine} has ${count} questions`,
    done: (machine: string) => `A run at ${machine} is done`,
    failed: (machine: string) => `A run at ${machine} has failed`,
    ended: (machine: string, count: string) => `${count} runs at ${machine} have ended`,
    over: (machine: string) => `Answered, or over: ${machine}`,
    test: (machine: string) => `${machine} reaches this phone`,
    lost: "Open Longrein once, so that your machines can tell you again",
  },
};

export type NotificationWords = typeof english;
