// The words of a run's page, of the sheets over it, and of beginning a run, in German.

import { artifact, plan } from "./review.ts";
import { counting } from "../counting.ts";
import type { RunWords } from "../en/run.ts";

const many = counting("de");

export const german: RunWords = {
  sheet: { close: "Schließen" },

  goOn: "Weitermachen lassen",

  deny: {
    label: "Was dem Agenten gesagt wird",
    hint: "Er liest das mit deinem Nein. Es steht im Auftrag und ist nicht signiert.",
    quick: {
      later: "Nicht jetzt.",
      why: "Erkläre zuerst, wozu das nötig ist.",
      smaller: "Finde eine kleinere Änderung.",
      tests: "Lass zuerst die Tests laufen.",
    },
    tooLong: "Das ist zu lang zum Senden. Kürze es.",
    send: "Ablehnen",
    all: "Alles ablehnen und Auftrag stoppen",
    allWhy: "Lehnt alles ab, was dieser Auftrag fragt, und beendet, was er in Arbeit hat.",
  },

  tool: {
    input: "Mit dieser Eingabe",
    server: "Werkzeug von",
  },

  plan,
  notices: {
    changed: "Der Verlauf dieses Rechners ist nicht der, den dieses Telefon zuvor gesehen hat.",
    otherApp: (origin, version, path, count) =>
      `${origin} liefert eine andere App als die von Longrein ${version}, das auf dem Rechner läuft: ${many(
        count,
        {
          one: "# Unterschied",
          other: "# Unterschiede",
        },
      )}, der erste bei ${path}. Hat niemand gerade eines von beiden aktualisiert, antworte am Rechner.`,
  },

  grants: {
    approve: "Für diesen Auftrag freigeben",
    command:
      "Genau dieser Befehl läuft in diesem Ordner ungefragt, bis der Auftrag endet, höchstens acht Stunden. Was er tut, kann sich mit den Dateien ändern, die er vorfindet.",
    edit: "Änderungen an dieser Datei, gleich welche, geschehen ungefragt, bis der Auftrag endet, höchstens acht Stunden.",
    title: "Geschieht ungefragt",
    unasked: "Nicht gefragt: Es ist für diesen Auftrag freigegeben.",
    uses: (count) => many(count, { other: "bisher #-mal" }),
    withdraw: "Wieder fragen",
  },

  masks: {
    hidden: (kind, number) => `Verborgen: ${kind} ${number}`,
    showWhich: (kind, number) => `${kind} ${number} zeigen`,
    hideWhich: (kind, number) => `${kind} ${number} verbergen`,
    show: "Zeigen",
    hide: "Verbergen",
    logged: "30 Sekunden lang zu sehen. Dass du nachgesehen hast, steht im Protokoll.",
  },

  receipt: {
    outcome: {
      approved: (by, machine, time) => `${by} freigegeben, von ${machine} angenommen ${time}`,
      denied: (by, machine, time) => `${by} abgelehnt, von ${machine} angenommen ${time}`,
      expired: (_by, _machine, time) => `Unbeantwortet abgelaufen ${time}`,
      withdrawn: (_by, _machine, time) => `Vom Agenten zurückgezogen ${time}`,
      void: (_by, machine, time) =>
        `Hinfällig: etwas hatte sich geändert, ${machine} hat nichts getan, ${time}`,
    },
    execution: {
      running: "Wird ausgeführt",
      completed: "Ausgeführt",
      failed: "Ausgeführt und fehlgeschlagen",
      declined: "Nicht ausgeführt",
      void: "Nicht ausgeführt: Inzwischen hat sich etwas geändert",
    },
  },

  images: {
    count: (count) => many(count, { one: "mit # Bild", other: "mit # Bildern" }),
    choose: "Bild",
    remove: (number) => `Bild ${number} entfernen`,
    sending: "Bilder werden gesendet",
    unreadable:
      "Der Browser dieses Telefons kann eines davon nicht lesen. Mach ein Bildschirmfoto davon oder wähle ein JPEG oder PNG.",
    tooMany: "Mehr als vier gehen nicht mit einer Eingabe.",
    lost: "Die Verbindung brach ab, bevor die Bilder da waren. Sende noch einmal.",
    refused: (why) => `Die Bilder wurden nicht angenommen: ${why}`,
    notTaken: "Dieser Agent nimmt keine Bilder. Entferne sie oder wähle einen anderen.",
  },

  composer: {
    commands: "Befehle dieses Agenten",
    withdraw: "Zurücknehmen",
    save: "Speichern",
    leave: "So lassen",
    notChanged: "Nicht geändert",
    notWithdrawn: "Formatiert",
    tooLate: "Der Agent hatte es schon begonnen.",
    later: "Nach diesem Zug",
    now: "In diesen Zug",
    when: "Wann der Agent es bekommt",
    edit: "Bearbeiten",
    remove: "Entfernen",
    sending: "Wird gesendet",
    waits: "Wartet auf die Verbindung",
    maybeSent: "Gesendet, doch nichts bestätigt die Ankunft. Wird mit Verbindung geklärt.",
    queued: "Angenommen. Wartet auf das Ende des Zuges.",
    steered: "Angenommen. Geht in diesen Zug ein.",
    turnFailed: "Nicht angenommen: Der Zug davor wurde gestoppt oder schlug fehl.",
    tooMany:
      "Nicht angenommen: Es wartet schon zu viel, oder der Agent kann es jetzt nicht aufnehmen.",
    fromMachine: "Am Rechner eingegeben",
    fromOther: "Von einem anderen Telefon",
  },

  settings: {
    title: "Wie dieser Auftrag arbeitet",
    change: "Ändern, wie dieser Auftrag arbeitet",
    model: "Modell",
    mode: "Modus",
    profile: "Was gefragt wird",
    next: "Was du wählst, gilt ab dem nächsten Zug, sobald der Agent es bestätigt.",
    ceiling: "Von hier aus kann nur weniger erlaubt werden; mehr am Rechner.",
    profiles: { strict: "Streng", balanced: "Ausgewogen", trusted: "Vertraut" },
    profileSays: {
      strict: "Alles wird gefragt. Hohes Risiko wird nur am Rechner freigegeben.",
      balanced: "Alles wird gefragt.",
      trusted: "Alles außer kleinen Änderungen im eigenen Worktree wird gefragt.",
    },
    asked: "Angefragt",
    failed: (why) => `Nicht geändert: ${why}`,
  },

  newRun: {
    ownChoice: "Wahl des Agenten",
    profiles: {
      strict: "Streng: Hohes Risiko am Rechner",
      balanced: "Ausgewogen: alles",
      trusted: "Vertraut: Kleines ungefragt",
    },
    inPlace: "Im Arbeitsbereich selbst arbeiten, nicht in einem Worktree davon",
    unusable: "Dieser Agent ist jetzt nicht nutzbar:",
  },

  question: {
    title: (driver) => `${driver} fragt`,
    from: (server) => `im Namen von ${server}`,
    own: "Mit eigenen Worten",
    secret: "Wird weder gezeigt noch aufbewahrt",
    many: "Mehreres ist möglich.",
    answer: "Antworten",
    decline: "Keine Antwort",
    viewer: "Dieses Telefon darf zusehen, aber nicht antworten.",
    update: "Lade die App neu, um zu antworten.",
    overdue: "Die Zeit ist um. Der Agent macht ohne Antwort weiter.",
    unclear: "Der Rechner weiß nicht, was aus dieser Antwort wurde.",
    stage: {
      queued: "Die Antwort wartet auf die Verbindung",
      sent: "Antwort gesendet",
      accepted: "Antwort angekommen",
    },
    refused: (why) => `Die Antwort wurde nicht angenommen: ${why}`,
    outcome: {
      answered: (by, time) => `${by} beantwortet ${time}`,
      declined: (by, time) => `${by} nicht beantwortet ${time}`,
      expired: (_by, time) => `Niemand hat rechtzeitig geantwortet, ${time}`,
      withdrawn: (_by, time) => `Vom Agenten zurückgezogen ${time}`,
    },
  },

  evidence: {
    title: "Belege",
    why: "Vom Rechner selbst aufgezeichnet, getrennt von dem, was der Agent sagt.",
    passed: (count) => many(count, { one: "# Prüfung bestanden", other: "# Prüfungen bestanden" }),
    failed: (count) => many(count, { other: "# fehlgeschlagen" }),
    attention: (count) => many(count, { other: "# anzusehen" }),
    files: (count) => many(count, { one: "# Datei", other: "# Dateien" }),
    check: "Prüfung",
    status: { passed: "bestanden", failed: "fehlgeschlagen", skipped: "übersprungen" },
    rulesPass: (count) => many(count, { one: "# Regel erfüllt", other: "# Regeln erfüllt" }),
    verdict: { pass: "erfüllt", attention: "ansehen", stop: "halt" },
    kinds: { diff: "Unterschiede", log: "Protokoll", file: "Datei", image: "Bild" },
    open: "Öffnen",
    cut: "Es gab mehr, als der Rechner aufbewahrt.",
  },

  artifact,

  usage: {
    turn: "Zug",
    tokens: (input, output) => `${input} hinein, ${output} heraus`,
    estimated: "geschätzt",
    context: (share) => `${share} Kontext`,
  },

  event: {
    said: "Du sagtest",
    attempt: (number, place) => `Versuch ${number}, in ${place}`,
    worktree: "einem eigenen Worktree",
    worktreeOf: (commit) => `einem Worktree von ${commit}`,
    folder: "dem Arbeitsbereich selbst",
    holds: "Ab hier",
    compacted: "Der Agent hat sein Gedächtnis gekürzt.",
    unknown: (count) =>
      many(count, { other: "# Mal geschah, was diese Version nicht zeigen kann." }),
    next: "Was zu tun ist",
  },

  notHere: {
    malformed:
      "Das lässt sich hier nicht freigeben: Dieses Telefon kann nicht alles zeigen, was darin steht.",
    "too-long":
      "Das lässt sich hier nicht freigeben: So viel liest niemand am Telefon. Antworte am Rechner.",
    "other-run":
      "Das lässt sich nicht freigeben: Es gehört zu einem anderen Auftrag, als es vorgibt.",
    tier2:
      "Das lässt sich hier noch nicht freigeben: Es verlangt einen Passkey. Antworte am Rechner.",
    tier3: "Das darf nur am Rechner freigegeben werden.",
    viewer: "Dieses Telefon darf zusehen, aber nicht freigeben.",
    denier: "Dieses Telefon darf ablehnen, aber nicht freigeben.",
    update: "Lade die App neu, um zu antworten: Diese Version ist zu alt für diesen Rechner.",
  },

  decidedBy: {
    "this-phone": "Von diesem Telefon",
    "other-device": "Von einem anderen Telefon",
    machine: "Am Rechner",
    byDevice: (name) => `Von ${name}`,
  },

  refused: (why) => `Die Antwort wurde nicht angenommen: ${why}`,
  exit: (code) => `Exit-Code ${code}`,
  newVersion: "Eine neue Version ist da.",

  outcomes: {
    FORBIDDEN: "Dieses Telefon darf das nicht.",
    NOT_FOUND: "Der Rechner kennt es nicht mehr.",
    EXPIRED: "Es kam zu spät.",
    ALREADY_RESOLVED: "Es wurde schon beantwortet.",
    IDEMPOTENCY_CONFLICT:
      "Es wurde zweimal mit verschiedenem Inhalt gesendet. Versuch es noch einmal.",
    SIGNATURE: "Die Signatur wurde nicht anerkannt. Kopple dieses Telefon neu.",
    VOID: "Inzwischen hat sich etwas geändert.",
    BUSY: "Der Rechner ist beschäftigt. Versuch es noch einmal.",
    UPDATE_REQUIRED: "Diese App ist zu alt. Lade sie neu.",
    UNSUPPORTED: "Der Rechner kann das nicht.",
    INVALID: "Der Rechner hat es nicht verstanden.",
    CEILING: "Die Regeln am Rechner erlauben es nicht.",
    BUDGET: "Das Budget des Tages ist aufgebraucht.",
    unknown: "Der Rechner hat keinen Grund genannt.",
  },

  tooFast: {
    what: "es kam zu viel auf einmal.",
    soon: "Versuch es gleich noch einmal.",
    again: (seconds) => `Versuch es in ${seconds} s noch einmal.`,
    now: "Versuch es jetzt noch einmal.",
  },

  held: {
    approve: "Vor über einer Minute freigegeben. Geht hinaus, wenn du es noch einmal sagst.",
    deny: "Vor über einer Minute abgelehnt. Geht hinaus, wenn du es noch einmal sagst.",
    command: "Über eine Minute alt. Geht hinaus, wenn du es noch einmal sagst.",
    device: "Das wurde vor über einer Minute verlangt und ist nicht gesendet.",
    maybe: "Vielleicht ist es schon angekommen.",
    send: "Jetzt senden",
    drop: "Nicht senden",
  },

  requested: {
    queued: "Wartet auf die Verbindung",
    sent: "An den Rechner gesendet",
    accepted: "Angenommen, startet",
    running: "Startet",
    done: "Gestartet",
    failed: "Nicht gestartet",
    indeterminate: "Der Rechner weiß nicht, ob der Auftrag gestartet ist",
  },
};
