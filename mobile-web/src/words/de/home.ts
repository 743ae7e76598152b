// The words of what the first page has besides while there is much on it, and of a machine's page, in German.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("de");

export const german: HomeWords = {
  question: "Fragt dich etwas",

  find: {
    label: "Aufträge suchen",
    anyState: "Alle Zustände",
    anyAgent: "Alle Agenten",
    found: (found, all) =>
      many(found, { one: `# Auftrag von ${all}`, other: `# Aufträge von ${all}` }),
    all: "Alle zeigen",
  },

  pages: {
    shown: (first, last, all) => `${first} bis ${last} von ${all}`,
    earlier: "Frühere zeigen",
    later: "Spätere zeigen",
    before: "Die davor zeigen",
    after: "Die danach zeigen",
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
    outcome: "Was daraus wurde",
    became: {
      denied: "abgelehnt",
      meanwhile: "inzwischen beantwortet oder vorbei",
      "under-way": "unterwegs",
      "not-reached": "nicht erreicht: der Rechner ist nicht verbunden oder hat es nicht angenommen",
    },
  },

  budget: {
    near: (share, limit) => `${share} der ${limit} für 24 Stunden sind ausgegeben.`,
    spent: (limit) =>
      `Die ${limit} für 24 Stunden sind ausgegeben: Neue Schritte werden abgelehnt.`,
  },

  machine: {
    agents: "Coding-Agenten",
    unusable: "kann nicht benutzt werden",

    spent: "In den letzten 24 Stunden ausgegeben",
    ofLimit: (used, limit, share) => `${used} von ${limit}, ${share}`,

    rules: "Wonach du mindestens gefragt wirst",
    lower: (profile) => `Mehr fragen: ${profile}`,
    whoChanges:
      "Das Telefon eines Besitzers kann hier mehr fragen lassen. Weniger wird gefragt, wenn jemand am Rechner eingibt:",
    lowerWhy:
      "Gilt von jetzt an für alle Aufträge. Vom Telefon aus lässt es sich nicht zurücknehmen, nur am Rechner mit",

    stop: {
      title: (machine) => `Alles auf ${machine} stoppen`,
      runs: (count) =>
        many(count, {
          one: "# laufender Auftrag wird beendet",
          other: "# laufende Aufträge werden beendet",
        }),
      approvals: (count) =>
        many(count, { one: "# Freigabe wird abgelehnt", other: "# Freigaben werden abgelehnt" }),
      questions: (count) =>
        many(count, { one: "# Frage wird zurückgezogen", other: "# Fragen werden zurückgezogen" }),
      phones: "Alle Telefone, auch dieses, werden getrennt.",
      release: "Nichts startet wieder, bevor jemand am Rechner eintippt",
      hold: "Halten, um alles zu stoppen",
      now: "Alles stoppen",
      fate: {
        running: "Der Rechner stoppt alles.",
        done: "Alles ist beendet.",
        indeterminate:
          "Der Rechner konnte nicht bestätigen, dass alles beendet ist. Sieh dort nach.",
      },
    },
  },
};
