// The words of what the first page has besides while there is much on it, and of a machine's page, in English.

import { counting } from "../counting.ts";

const many = counting("en");

export const english = {
  question: "Asks you something",

  find: {
    label: "Search runs",
    anyState: "All states",
    anyAgent: "All agents",
    found: (found: number, all: number) =>
      many(found, { one: `# run of ${all}`, other: `# runs of ${all}` }),
    all: "Show all",
  },

  pages: {
    shown: (first: number, last: number, all: number) => `${first} to ${last} of ${all}`,
    earlier: "Show earlier",
    later: "Show later",
    before: "Show those before",
    after: "Show those after",
  },

  folded: {
    following: (count: number) =>
      many(count, {
        one: "# more waits. Tap it to read it.",
        other: "# more wait. Tap one to read it.",
      }),
    answered: "answered",
  },

  denyAll: {
    button: "Deny all",
    title: (count: number) =>
      many(count, { one: "Deny # approval?", other: "Deny all # approvals?" }),
    what: (runs: number) =>
      many(runs, {
        one: "The run that asked is stopped.",
        other: "The # runs that asked are stopped.",
      }),
    sure: "Deny all",
    keep: "Leave them",
    outcome: "What came of it",
    became: {
      denied: "denied",
      meanwhile: "answered or over meanwhile",
      "under-way": "on its way",
      "not-reached": "not reached: the machine is not connected, or did not take it",
    },
  },

  budget: {
    near: (share: string, limit: string) => `${share} of the ${limit} for 24 hours is spent.`,
    spent: (limit: string) => `The ${limit} for 24 hours is spent: new turns are refused.`,
  },

  machine: {
    agents: "Coding agents",
    unusable: "cannot be used",

    spent: "Spent in the last 24 hours",
    ofLimit: (used: string, limit: string, share: string) => `${used} of ${limit}, ${share}`,

    rules: "What you are asked, at least",
    lower: (profile: string) => `Ask for more: ${profile}`,
    whoChanges:
      "An owner’s phone can have more asked here. Less is asked once somebody types at the machine",
    lowerWhy:
      "Holds for all runs from now on. From a phone it cannot be taken back, only at the machine with",

    stop: {
      title: (machine: string) => `Stop everything on ${machine}`,
      runs: (count: number) =>
        many(count, { one: "# run under way is ended", other: "# runs under way are ended" }),
      approvals: (count: number) =>
        many(count, { one: "# approval is denied", other: "# approvals are denied" }),
      questions: (count: number) =>
        many(count, { one: "# question is withdrawn", other: "# questions are withdrawn" }),
      phones: "All phones, this one too, are cut off.",
      release: "Nothing starts again before somebody types at the machine",
      hold: "Hold to stop everything",
      now: "Stop everything",
      fate: {
        running: "The machine is stopping everything.",
        done: "Everything has ended.",
        indeterminate: "The machine could not confirm that everything has ended. Look there.",
      },
    },
  },
};

export type HomeWords = typeof english;
