// The words of the pages beyond the first, in German.

import { counting } from "../counting.ts";
import type { ScreenWords } from "../en/screens.ts";

const many = counting("de");

export const german: ScreenWords = {
  run: {
    notFound: "Dieser Rechner kennt diesen Auftrag nicht.",
    empty: "Noch ist nichts geschehen.",
    loading: "Lädt",
    transcript: "Verlauf",
    thought: "Überlegung",
    thinking: "Überlegt",
    earlierPart: "Früheres zeigen",
    you: "Du",
    agent: "Agent",
    plan: "Plan",
    planProgress: (done, all) => `${done} von ${all}`,
    planStatus: { pending: "offen", active: "in Arbeit", done: "erledigt" },
    latest: "Neuestes",
    stop: (driver) => `${driver} stoppen`,
    stopShort: "Stopp",
    stopFate: {
      queued: "Stopp wartet auf die Verbindung",
      sent: "Stopp gesendet",
      accepted: "Stopp angenommen",
      running: "Wird gestoppt",
      done: "Gestoppt",
      failed: "Stoppen fehlgeschlagen",
      indeterminate: "Unklar, ob gestoppt",
    },
    tools: {
      command: "Befehl",
      edit: "Ändern",
      read: "Lesen",
      search: "Suchen",
      fetch: "Abrufen",
      other: "Werkzeug",
    },
    toolStatus: {
      completed: "fertig",
      failed: "fehlgeschlagen",
      declined: "abgelehnt",
      void: "nicht ausgeführt",
    },
    show: (count) => many(count, { one: "# Zeile zeigen", other: "# Zeilen zeigen" }),
    showMore: (count) =>
      many(count, { one: "# weitere Zeile zeigen", other: "# weitere Zeilen zeigen" }),
    missed: (count) => many(count, { other: "# neu" }),
    hide: "Ausblenden",
    cutHere: "Der Anfang dieser Ausgabe wird auf dem Telefon nicht aufbewahrt.",
    cutThere: "Der Rechner hat diese Ausgabe gekürzt.",
    notice: { info: "Hinweis", warning: "Warnung", error: "Fehler" },
  },

  composer: {
    label: (driver) => `Nachricht an ${driver}`,
    send: "Senden",
    tooLong: "Das ist zu lang zum Senden. Kürze es.",
    fate: {
      queued: "Wartet: geht mit der Verbindung hinaus",
      sent: "Gesendet",
      accepted: "Angenommen",
      running: "In Arbeit",
      done: "Erledigt",
      failed: "Nicht angenommen",
      indeterminate: "Der Rechner weiß nicht, ob es angenommen wurde",
    },
    viewer: "Dieses Telefon darf zusehen, aber nichts veranlassen.",
    update: "Lade die App neu: Diese Version darf zusehen, aber nichts veranlassen.",
  },

  newRun: {
    title: "Neuer Auftrag",
    machine: "Rechner",
    workspace: "Arbeitsbereich",
    driver: "Agent",
    prompt: "Was soll getan werden?",
    start: "Starten",
    pick: "Wie an deinem Rechner: ein Ordner, den er erlaubt, und ein Coding-Agent, den er hat.",
  },

  device: {
    machine: "Gekoppelt mit",
    role: "Darf",
    roles: {
      viewer: "zusehen",
      operator: "zusehen, beauftragen und freigeben",
      owner: "zusehen, beauftragen, freigeben und Telefone verwalten",
      approver: "zusehen, freigeben und ablehnen",
      denier: "zusehen, beauftragen und ablehnen",
    },
    unknownRole: "bekannt, sobald verbunden",
    unpair: "Diesen Rechner vergessen",
    unpairWhy:
      "Löscht die Schlüssel von diesem Telefon. Um seinen Zugang sicher zu beenden, entziehe ihn auch am Rechner.",
    unpairSure: "Jetzt vergessen",
    label: "Name auf diesem Telefon",
    labelWhy: "Nur auf diesem Telefon zu sehen. Leer gilt der eigene Name des Rechners.",
    log: "Prüfprotokoll",
    keep: "Behalten",
  },

  machines: {
    pairAnother: "Weiteren Rechner koppeln",
    neverHeard: "noch nicht gehört",
  },

  devices: {
    title: "Telefone",
    asking: "Frage beim Rechner nach",
    notShown: (why) => `Die Telefone werden nicht gezeigt: ${why}`,
    thisPhone: "dieses Telefon",
    namesake: "ein anderes Telefon heißt auch so",
    here: "jetzt verbunden",
    seen: (when) => `zuletzt gesehen ${when}`,
    neverSeen: "seit dem Koppeln nicht gesehen",
    roles: { viewer: "Zuschauer", operator: "Bediener", owner: "Besitzer" },
    words: "Wörter seines Schlüssels",
    wordsWhy: "Der Rechner zeigt für es dieselben Wörter.",
    paired: "Gekoppelt",
    name: "Sein Name",
    rename: "Umbenennen",
    role: "Rolle",
    asked: "angefragt",
    approves: "Es darf freigeben",
    ownersAtMachine: "Besitzer wird ein Telefon, auch wieder, nur am Rechner.",
    own: "Die Rolle dieses Telefons ändert ein anderes Telefon eines Besitzers oder der Rechner.",
    onlyOwners: "Nur das Telefon eines Besitzers ändert Telefone.",
    revoke: "Zugang entziehen",
    revokeWhy:
      "Es verliert seinen Zugang sofort und für immer. Um es wieder zu nutzen, muss es neu gekoppelt werden.",
    holdToRevoke: "Zum Entziehen halten",
    sure: "Ich bin sicher",
    underWay: "Unterwegs zum Rechner",
    failed: (why) => `Es wurde nicht getan: ${why}`,
    close: "Schließen",
  },

  sessions: {
    title: "Sitzungen am Rechner",
    mark: "vom Rechner",
    none: "Zu diesem Arbeitsbereich ist nichts in Erinnerung.",
    keepsNone: "Er bewahrt keine Sitzungen auf, mit denen sich vom Telefon aus weitermachen ließe.",
    noWorkspace: "Dort ist noch kein Ordner geteilt. Gib am Rechner ein:",
    notShown: (why) => `Nicht zu sehen: ${why}`,
    open: "am Rechner offen",
    closed: "früher",
    earlier: "Davor steht noch mehr.",
    ways: {
      run: "Zum Auftrag",
      join: "Beitreten",
      goOn: "Damit weitermachen",
      copy: "Mit einer Kopie weitermachen",
    },
    why: {
      run: "Sie ist auf diesem Telefon schon ein Auftrag.",
      join: "Sie ist am Rechner offen. Was du hier sagst, ist auch dort zu sehen; es gelten die Einstellungen von dort.",
      goOn: "Soweit zu sehen ist, ist sie nicht offen. Was hier gesagt wird, steht dort, wenn sie am Rechner wieder geöffnet wird.",
      copy: "Sie ist am Rechner in einem Fenster offen, und nur einer kann damit weitermachen. Eine Kopie lässt sie in Ruhe; oder schließe erst das Fenster.",
    },
  },

  settings: {
    title: "Einstellungen",
    appearance: "Darstellung",
    asPhone: "Wie auf diesem Telefon",
    appearances: { light: "Hell", dark: "Dunkel" },
    textSize: "Textgröße",
    textSizes: { small: "Kleiner", large: "Größer", largest: "Am größten" },
    relay: "Was das Relay sieht",
    relaySays: {
      sees: {
        title: "Es sieht",
        what: "Welcher Rechner und welches Telefon verbunden sind, von welchen Adressen, wann und wie viel. Kein Wort von dem, was sie einander sagen.",
      },
      hidden: {
        title: "Es sieht nicht",
        what: "Namen, Dateien und Befehle, was deine Agenten tun, was du schreibst und entscheidest. All das ist zwischen diesem Telefon und dem Rechner versiegelt.",
      },
      keeps: { title: "Es behält", what: "Nichts von dem, was durch es hindurchgeht." },
      can: {
        title: "Es kann",
        what: "Etwas zurückhalten oder verwerfen. Was nicht rechtzeitig beantwortet wird, gilt als Nein.",
      },
    },
    storage: "Auf diesem Telefon",
    stored: (size) =>
      `${size}, mit der App selbst. Aufbewahrt werden Schlüssel, Entwürfe und noch nicht Gesendetes; nicht, was in Aufträgen gesagt wurde.`,
    keeping: {
      kept: "Der Browser bewahrt das auf Dauer auf.",
      clearable: "Der Browser darf das löschen, wenn auf dem Telefon der Platz ausgeht.",
      refused:
        "Der Browser hat nicht zugesagt, das aufzubewahren. Eher tut er es für eine App auf dem Home-Bildschirm oder eine, die Mitteilungen senden darf.",
    },
    keepForGood: "Ihn bitten, es aufzubewahren",
    wipe: "Dieses Telefon leeren",
    wipeWhy:
      "Löscht die Schlüssel, Entwürfe, noch nicht Gesendetes und alle Einstellungen. Der Rechner führt dieses Telefon weiter auf, bis ihm dort der Zugang entzogen wird.",
    wipeType: (word) => `Zum Bestätigen „${word}“ eintippen`,
    wipeWord: "leeren",
    wipeNow: "Jetzt leeren",
    wipeFailed:
      "Es konnte nicht geleert werden: Ein anderer Tab hält es offen. Schließ ihn und versuch es erneut.",
    version: "Programmversion",
  },

  elsewhere: {
    title: "In einem anderen Tab offen",
    what: "Longrein spricht immer nur in einem Tab für dieses Telefon, damit nichts doppelt erscheint oder gesendet wird. Geh hier weiter, und der andere Tab lässt los; nichts Gesendetes geht verloren.",
    here: "Hier verwenden",
  },

  ended: {
    revoked: {
      title: "Diesem Telefon wurde der Zugang entzogen",
      what: "Jemand hat es am Rechner entfernt. Es kann dort nichts mehr sehen oder tun.",
      todo: "Kopple es neu, um es wieder zu verwenden.",
    },
    "update-required": {
      title: "Diese App ist zu alt",
      what: "Das Programm auf deinem Rechner spricht eine neuere Version.",
      todo: "Lade die App neu, um die neue zu bekommen.",
    },
    storage: {
      title: "Dieser Browser kann keine Schlüssel aufbewahren",
      what: "Private Tabs und der Blockierungsmodus verhindern es, also lässt sich hier nichts koppeln.",
      todo: "Öffne diese Seite in einem gewöhnlichen Tab oder erlaube sie im Blockierungsmodus.",
    },
    pairAgain: "Neu koppeln",
  },
};
