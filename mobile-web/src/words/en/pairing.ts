// The words of the pages that pair, in English.

export const english = {
  title: "Pair this phone",
  promise:
    "A paired phone sees what your coding agents do, gives them work, and approves or denies what they ask for.",
  othersStay: "Machines that are paired already stay paired.",
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
  demo: "If the demo runs here, press Enter in its terminal: it shows a link.",
  scan: "Scan the code",
  scanner: {
    stop: "Stop scanning",
    looking: "Point the camera at the code.",
    other: "This is another code.",
    refused: "The camera may not be used. Allow it in the browser's settings, or paste the link.",
    missing: "No camera was found. Paste the link instead.",
  },
  paste: "Pairing link or code",
  pasteButton: "Paste",
  linkHeld: "Pairing link received",
  otherLink: "Use another link",
  checkCode: "Type this code at your machine",
  checkCodeWhy:
    "It proves that this phone and that machine speak to each other, and to nobody between.",
  secondsLeft: (seconds: number) => `${seconds} s left`,
  stay: (machine: string) => `Back to ${machine}`,
  language: "Language",
  browserLanguage: (name: string) => `As in the browser: ${name}`,
  languageMissing: "This language could not be loaded. Try again when you are online.",
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
      title: "This link no longer works",
      todo: "It is older than five minutes, was used, or your machine has shown another since. Get a new one.",
    },
    "broken-off": {
      title: "Pairing was broken off",
      todo: "A link works once. Get a new one.",
    },
    unreachable: {
      title: "Your machine cannot be reached",
      todo: "Check that this phone is online and that the program is running at your machine.",
    },
    malformed: {
      title: "This is no pairing link and no code",
      todo: "Copy the whole link that your machine shows, from https to the end, or type its code: four characters, then six.",
    },
    "code-unknown": {
      title: "No machine waits for this code",
      todo: "Compare it with the one that your machine shows. After five minutes, or three wrong tries, get a new one.",
    },
    "code-claimed": {
      title: "This code was typed elsewhere",
      todo: "A code is for one phone. Get a new one.",
    },
    "code-too-often": {
      title: "Too many tries",
      todo: "Wait a minute, then try again.",
    },
    "code-wrong": {
      title: "Your machine shows another code",
      todo: "Compare the last six characters. After three wrong tries, get a new one.",
    },
    "code-no-relay": {
      title: "A code does not work here",
      todo: "Scan what your machine shows, or paste its link.",
    },
    full: {
      title: "This phone has as many machines as it can",
      todo: "Forget one of them, then use the link again.",
    },
    storage: {
      title: "This browser cannot keep keys",
      todo: "Private tabs and Lockdown Mode refuse to store them. Open the link in an ordinary tab.",
    },
  },
};

export type PairingWords = typeof english;
