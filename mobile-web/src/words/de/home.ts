// The words of what the first page has besides while there is much on it, in German.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("de");

export const german: HomeWords = {
  question: "Fragt dich etwas",

  find: {
    label: "Aufträge suchen",
    state: "Zustand",
    anyState: "Alle Zustände",
    agent: "Agent",
    anyAgent: "Alle Agenten",
    found: (found, all) =>
      many(found, { one: `# Auftrag von ${all}`, other: `# Aufträge von ${all}` }),
    all: "Alle zeigen",
  },

  pages: {
    shown: (first, last, all) => `${first} bis ${last} von ${all}`,
    earlier: "Frühere zeigen",
    later: "Spätere zeigen",
  },

  folded: {
    following: (count) =>
      many(count, {
        one: "# weitere wartet. Antippen zum Lesen.",
        other: "# weitere warten. Antippen zum Lesen.",
      }),
    answered: "beantwortet",
  },

  denyAll: {
    button: "Alle ablehnen",
    title: (count) =>
      many(count, { one: "# Freigabe ablehnen?", other: "Alle # Freigaben ablehnen?" }),
    what: (runs) =>
      many(runs, {
        one: "Der Auftrag, der gefragt hat, wird gestoppt.",
        other: "Die # Aufträge, die gefragt haben, werden gestoppt.",
      }),
    sure: "Alle ablehnen",
    keep: "Stehen lassen",
  },

  budget: {
    near: (share, limit) => `${share} der ${limit} für 24 Stunden sind ausgegeben.`,
    spent: (limit) =>
      `Die ${limit} für 24 Stunden sind ausgegeben: Neue Schritte werden abgelehnt.`,
  },
};
