// Hands the service worker the words of notifications, in the language that is spoken, and what machines are called
// here: it shows them when nothing else of the app runs.

import type { Key } from "../state/identifiers.ts";
import { notificationWords } from "../words/notification-words.ts";

const { notices: say } = notificationWords;
const machine = "{machine}";
const count = "{count}";
let left = "";

export async function leaveWords(names: ReadonlyMap<Key, string>): Promise<void> {
  const texts = {
    approval: say.approval(machine),
    approvals: say.approvals(machine, count),
    question: say.question(machine),
    questions: say.questions(machine, count),
    done: say.done(machine),
    dones: say.ended(machine, count),
    failed: say.failed(machine),
    faileds: say.ended(machine, count),
    over: say.over(machine),
    test: say.test(machine),
    lost: say.lost,
  };
  const notices = JSON.stringify({ texts, machines: Object.fromEntries(names) });
  if (notices === left) return;
  left = notices;
  await hand(notices);
}

export async function takeWordsAway(): Promise<void> {
  left = "";
  await hand(left);
}

async function hand(notices: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.active?.postMessage({ notices }, []);
}
