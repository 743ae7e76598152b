// The words of what the first page has besides while there is much on it, in English.

import { counting } from "../counting.ts";

const many = counting("en");

export const english = {
  question: "Asks you something",

  find: {
    label: "Search runs",
    state: "State",
    anyState: "All states",
    agent: "Agent",
    anyAgent: "All agents",
    found: (found: number, all: number) =>
      many(found, { one: `# run of ${all}`, other: `# runs of ${all}` }),
    all: "Show all",
  },

  pages: {
    shown: (first: number, last: number, all: number) => `${first} to ${last} of ${all}`,
    earlier: "Show earlier",
    later: "Show later",
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
  },

  budget: {
    near: (share: string, limit: string) => `${share} of the ${limit} for 24 hours is spent.`,
    spent: (limit: string) => `The ${limit} for 24 hours is spent: new turns are refused.`,
  },
};

export type HomeWords = typeof english;
