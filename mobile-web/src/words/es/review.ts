// Words about what is looked through: plans and recorded files, in Spanish.

import type { RunWords } from "../en/run.ts";

export const plan: RunWords["plan"] = {
  odd: "Con formato, a este plan le faltaría algo. Aquí está letra por letra.",
  exact: "Texto exacto",
  drawn: "Con formato",
  file: "Guardado en",
  label: "¿Qué debería ser distinto?",
  hint: "Sigue planificando y lee esto. Queda en la tarea y no va firmado.",
  send: "Seguir planificando",
  approve: "Empezar y preguntarme todo",
  goesOn: "A partir de ahí",
  asks: "Antes la tarea se vuelve más estricta, y así queda: también se preguntan sus cambios.",
};

export const artifact: RunWords["artifact"] = {
  loading: "Cargando",
  lost: "La conexión se cortó antes de que llegara.",
  again: "Reintentar",
  refused: (why) => `El equipo no lo entregó: ${why}`,
  changed: "Lo que llegó no es lo registrado, así que no se muestra.",
  tooLong: "Es más de lo que muestra un teléfono. Míralo en el equipo.",
  image: "Aquí todavía no se muestran imágenes.",
  whole: "Completo y exactamente lo registrado",
  which: "Qué cambios",
  all: "Todos los cambios",
  onlyNew: "Solo lo nuevo",
  since: (time) =>
    `Desde las ${time}, cuando se registró el diff anterior. Calculado en este teléfono.`,
  nothingNew: "Nada que muestre un diff",
  comment: "Comentar una línea",
  commentOn: (where) => `Comentar ${where}`,
};
