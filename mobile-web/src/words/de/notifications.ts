// German: notifications.

import type { NotificationWords } from "../en/notifications.ts";

export const german: NotificationWords = {
  title: "Mitteilungen",
  turn: "Mir Bescheid geben, wenn die App zu ist",
  standing: {
    off: "Aus. Deine Rechner sagen diesem Telefon nichts, solange die App zu ist.",
    on: "An. Deine Rechner senden sie selbst, versiegelt für diesen Browser. Auf dem gesperrten Bildschirm steht, dass an einem Rechner etwas wartet, und nie was. Was fünf Minuten vor Ablauf seiner Zeit noch wartet, wird noch einmal gemeldet.",
    denied:
      "Dein Browser erlaubt sie dieser App nicht. Erlaube sie in seinen Einstellungen für diese Seite und komm dann zurück.",
    unsupported: "Dieser Browser bietet hier keine an.",
    "home-screen":
      "Auf diesem Gerät brauchen sie die App auf dem Home-Bildschirm: Teilen, dann „Zum Home-Bildschirm“. Öffne sie dort.",
    failed: "Der Push-Dienst des Browsers war nicht zu erreichen. Versuch es gleich noch einmal.",
  },
  kinds: {
    approvals: "Freigaben, die auf mich warten",
    questions: "Fragen eines Agenten",
    endings: "Läufe, die fertig oder gescheitert sind",
  },
  mention: {
    why: "Erfahre, was auf dich wartet, während die App zu ist. Ein gesperrter Bildschirm sagt, dass an einem Rechner etwas wartet, und nie was.",
    turnOn: "Einschalten",
    later: "Jetzt nicht",
  },
  tryNow: "Jetzt eine senden",
  tried: {
    taken: "ist unterwegs",
    gone: "der Push-Dienst kennt dieses Telefon nicht mehr; schalte sie aus und wieder ein",
    refused: "der Push-Dienst nimmt sie nicht an",
    unreachable: "der Rechner erreicht den Push-Dienst nicht",
    away: "gerade nicht verbunden",
    busy: "warte zehn Sekunden bis zur nächsten",
    off: "sendet nicht an den Push-Dienst dieses Browsers",
    "too-old": "zu alt dafür; aktualisiere Longrein dort",
  },
  notices: {
    approval: (machine) => `${machine} bittet um eine Freigabe`,
    approvals: (machine, count) => `${machine} bittet um ${count} Freigaben`,
    question: (machine) => `${machine} hat eine Frage`,
    questions: (machine, count) => `${machine} hat ${count} Fragen`,
    done: (machine) => `Ein Lauf auf ${machine} ist fertig`,
    failed: (machine) => `Ein Lauf auf ${machine} ist gescheitert`,
    ended: (machine, count) => `${count} Läufe auf ${machine} sind zu Ende`,
    over: (machine) => `Beantwortet oder vorbei: ${machine}`,
    test: (machine) => `${machine} erreicht dieses Telefon`,
    lost: "Öffne Longrein einmal, damit deine Rechner dir wieder Bescheid geben können",
  },
};
