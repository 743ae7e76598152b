// German: the app on the home screen.

import type { InstallingWords } from "../en/installing.ts";

export const german: InstallingWords = {
  title: "Auf dem Home-Bildschirm",
  why: "Dort öffnet sie sich wie jede andere App und kann dir sagen, wenn etwas wartet.",
  standing: {
    installed: "Dies ist die App auf dem Home-Bildschirm.",
    "put-there": "Sie kommt gerade dorthin. Öffne sie von nun an vom Home-Bildschirm.",
    offered: "Dein Browser kann sie dorthin legen.",
    "by-share-sheet":
      "Drück im Browser auf „Teilen“, das Quadrat mit dem Pfeil nach oben, dann auf „Zum Home-Bildschirm“. ",
    "by-menu":
      "Wähl im Menü des Browsers „App installieren“ oder „Zum Startbildschirm hinzufügen“.",
  },
  iosForgets:
    "In einem Tab löscht iOS alles, was diese Seite aufbewahrt, auch ihre Schlüssel, nach sieben Tagen ohne Benutzung. Was die App auf dem Home-Bildschirm aufbewahrt, lässt es in Ruhe.",
  iosAnew:
    "Die App dort beginnt mit nichts: Koppel deinen Rechner in ihr noch einmal und vergiss ihn dann hier.",
  install: "Installieren",
  read: "Gelesen",
};
