// The words of the first load, in German.

import { counting } from "../counting.ts";
import type { Words } from "../en/first-load.ts";

const many = counting("de");

export const german: Words = {
  app: {
    name: "Longrein",
    opening: "Wird geöffnet",
    back: "Zurück",
    incomplete: "Ein Teil der App wurde nicht geladen.",
    incompleteTodo: "Lade sie neu, sobald du online bist.",
    reload: "Neu laden",
    copy: "Kopieren",
    copied: "Kopiert",
    justNow: "jetzt",
    comma: ", ",
    colon: ": ",
    stop: ". ",
  },

  time: {
    seconds: (count) => `${count} Sek.`,
    minutes: (count) => `${count} Min.`,
    hours: (count) => `${count} Std.`,
    days: (count) => `${count} T`,
    wholeMinutes: (count) => `${count} Min.`,
  },

  link: {
    idle: "Nicht verbunden",
    dialling: "Verbindet",
    greeting: "Verbindet",
    ready: "Live",
    waiting: {
      offline: "Kein Netz",
      "agent-away": "Der Rechner ist nicht da",
      refused: "Das Relay lehnt die Verbindung ab",
      failed: "Die Verbindung ist abgebrochen",
    },
    trying: (seconds) => (seconds > 0 ? `neuer Versuch in ${seconds} s` : "neuer Versuch"),
    asOf: (time) => `Stand ${time}`,
    ended: {
      revoked: "Zugang entzogen",
      "update-required": "Diese App ist zu alt",
    },
    catchingUp: "Holt auf",
  },

  home: {
    approvals: "Freigaben",
    noApprovals: "Nichts wartet auf dich.",
    waiting: (count) =>
      many(count, { one: "# Freigabe wartet auf dich", other: "# Freigaben warten auf dich" }),
    unknown: "Nicht bekannt, bevor dieses Telefon verbunden ist.",
    runs: "Aufträge",
    earlier: "Früher",
    unread: "neu",
    newRun: "Neuer Auftrag",
    noRuns: "Noch keine Aufträge. Was deine Coding-Agenten tun, steht dann hier.",
    inWorkspace: (driver, workspace) => `${driver} in ${workspace}`,
    machines: "Rechner",
    allMachines: "Alle Rechner",
  },

  run: {
    states: {
      starting: "Startet",
      working: "Arbeitet",
      waiting: "Wartet auf dich",
      done: "Fertig",
      failed: "Fehlgeschlagen",
      stopping: "Wird gestoppt",
      stopped: "Gestoppt",
      indeterminate: "Unklar",
    },
  },

  approval: {
    command: "Befehl ausführen",
    edit: (files) => many(files, { one: "# Datei ändern", other: "# Dateien ändern" }),
    tool: (name) => `${name} verwenden`,
    plan: "Mit diesem Plan beginnen",
    unknown: "Etwas, das dieses Telefon nicht lesen kann",
    by: (driver, workspace, tool) => `${driver} in ${workspace}, mit ${tool}`,
    argv: "Programm und Argumente",
    shell: (program) => `Text für ${program}`,
    folder: "Im Ordner",
    environment: "Umgebung",
    environmentRemoved: "entfernt",
    operands: "Dateien, die gelesen werden",
    files: "Dateien",
    created: "neu",
    deleted: "gelöscht",
    changed: "geändert",
    emptyArgument: "leer",
    risk: { low: "Geringes Risiko", medium: "Mittleres Risiko", high: "Hohes Risiko" },
    says: "Der Agent sagt, ungeprüft",
    signedAs: "Signiert als",
    left: (time) => `noch ${time}`,
    expired: "Zeit abgelaufen",
    size: (lines, bytes) => `${many(lines, { one: "# Zeile", other: "# Zeilen" })}, ${bytes}`,
    hidden: (count) =>
      many(count, {
        one: "Enthält # verstecktes oder irreführendes Zeichen, als Kästchen gezeigt.",
        other: "Enthält # versteckte oder irreführende Zeichen, als Kästchen gezeigt.",
      }),
    mixed: (word) => `„${word}“ mischt Buchstaben verschiedener Alphabete.`,
    deny: "Ablehnen",
    approve: "Freigeben",
    holdToApprove: "Zum Freigeben halten",
    haveRead: "Ich habe es gelesen",
    notSeen: "Lies bis zum Ende, um freizugeben.",
    nextPart: "Nächster Teil",
    seen: "Bis zum Ende gesehen",
    action: "Worum genau gebeten wird",
    stage: {
      queued: {
        approve: "Freigabe wartet auf die Verbindung",
        deny: "Ablehnung wartet auf die Verbindung",
      },
      sent: { approve: "Freigabe gesendet", deny: "Ablehnung gesendet" },
      accepted: { approve: "Freigabe empfangen", deny: "Ablehnung empfangen" },
    },
    away: "Beantworten lässt es sich, sobald sein Rechner wieder verbunden ist.",
    overdue: "Zeit abgelaufen. Der Rechner nimmt das als Nein.",
    unclear: "Der Rechner weiß nicht, was aus dieser Antwort wurde. Sieh im Auftrag nach.",
    openRun: "Auftrag öffnen",
  },

  answer: {
    more: "Weitere Antworten",
  },
};
