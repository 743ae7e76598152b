// Spanish: the app on the home screen.

import type { InstallingWords } from "../en/installing.ts";

export const spanish: InstallingWords = {
  title: "En la pantalla de inicio",
  why: "Desde allí se abre como cualquier otra aplicación y puede avisarte cuando algo espera.",
  standing: {
    installed: "Esta es la aplicación de la pantalla de inicio.",
    "put-there": "Se está poniendo allí. A partir de ahora, ábrela desde la pantalla de inicio.",
    offered: "Tu navegador puede ponerla allí.",
    "by-share-sheet":
      "En el navegador, pulsa Compartir, el cuadrado con una flecha hacia arriba, y luego «Añadir a pantalla de inicio». ",
    "by-menu":
      "En el menú del navegador, elige «Instalar aplicación» o «Añadir a pantalla de inicio».",
  },
  iosForgets:
    "En una pestaña, iOS borra todo lo que guarda esta página, también sus claves, tras siete días sin usarla. Lo que guarda la aplicación de la pantalla de inicio no lo toca.",
  iosAnew:
    "La aplicación de allí empieza sin nada: vincula en ella tu equipo otra vez y luego olvídalo aquí.",
  install: "Instalar",
  read: "Ya lo he leído",
};
