// The words of what the first page has besides while there is much on it, and of a machine's page, in Spanish.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("es");

export const spanish: HomeWords = {
  question: "Te pregunta algo",

  find: {
    label: "Buscar tareas",
    anyState: "Todos los estados",
    anyAgent: "Todos los agentes",
    found: (found, all) => many(found, { one: `# tarea de ${all}`, other: `# tareas de ${all}` }),
    all: "Mostrar todas",
  },

  pages: {
    shown: (first, last, all) => `${first} a ${last} de ${all}`,
    earlier: "Mostrar anteriores",
    later: "Mostrar posteriores",
    before: "Mostrar las de antes",
    after: "Mostrar las de después",
  },

  folded: {
    following: (count) =>
      many(count, {
        one: "# más espera. Tócala para leerla.",
        other: "# más esperan. Toca una para leerla.",
      }),
    answered: "respondida",
  },

  denyAll: {
    button: "Rechazar todas",
    title: (count) =>
      many(count, { one: "¿Rechazar # aprobación?", other: "¿Rechazar las # aprobaciones?" }),
    what: (runs) =>
      many(runs, {
        one: "Se detiene la tarea que la pidió.",
        other: "Se detienen las # tareas que las pidieron.",
      }),
    sure: "Rechazar todas",
    keep: "Dejarlas",
    outcome: "Qué fue de ello",
    became: {
      denied: "rechazadas",
      meanwhile: "respondidas o terminadas entretanto",
      "under-way": "en camino",
      "not-reached": "sin llegar: el equipo no está conectado o no lo aceptó",
    },
  },

  budget: {
    near: (share, limit) => `Se ha gastado el ${share} de los ${limit} para 24 horas.`,
    spent: (limit) => `Se han gastado los ${limit} para 24 horas: se rechazan los turnos nuevos.`,
  },

  machine: {
    agents: "Agentes de programación",
    unusable: "no se puede usar",

    spent: "Gastado en las últimas 24 horas",
    ofLimit: (used, limit, share) => `${used} de ${limit}, ${share}`,

    rules: "Lo que se te pregunta como mínimo",
    lower: (profile) => `Preguntar más: ${profile}`,
    whoChanges:
      "El teléfono de un propietario puede hacer aquí que se pregunte más. Se pregunta menos cuando alguien escribe en el equipo",
    lowerWhy:
      "Vale para todas las tareas desde ahora. No se puede deshacer desde un teléfono, solo en el equipo con",

    stop: {
      title: (machine) => `Detener todo en ${machine}`,
      runs: (count) =>
        many(count, { one: "se termina # tarea en curso", other: "se terminan # tareas en curso" }),
      approvals: (count) =>
        many(count, { one: "se rechaza # aprobación", other: "se rechazan # aprobaciones" }),
      questions: (count) =>
        many(count, { one: "se retira # pregunta", other: "se retiran # preguntas" }),
      phones: "Se desconectan todos los teléfonos, también este.",
      release: "Nada vuelve a empezar hasta que alguien escriba en el equipo",
      hold: "Mantén pulsado para detener todo",
      now: "Detener todo",
      fate: {
        running: "El equipo está deteniendo todo.",
        done: "Todo ha terminado.",
        indeterminate: "El equipo no pudo confirmar que todo haya terminado. Míralo allí.",
      },
    },
  },
};
