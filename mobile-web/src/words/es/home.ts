// The words of what the first page has besides while there is much on it, in Spanish.

import { counting } from "../counting.ts";
import type { HomeWords } from "../en/home.ts";

const many = counting("es");

export const spanish: HomeWords = {
  question: "Te pregunta algo",

  find: {
    label: "Buscar tareas",
    state: "Estado",
    anyState: "Todos los estados",
    agent: "Agente",
    anyAgent: "Todos los agentes",
    found: (found, all) => many(found, { one: `# tarea de ${all}`, other: `# tareas de ${all}` }),
    all: "Mostrar todas",
  },

  pages: {
    shown: (first, last, all) => `${first} a ${last} de ${all}`,
    earlier: "Mostrar anteriores",
    later: "Mostrar posteriores",
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
  },

  budget: {
    near: (share, limit) => `Se ha gastado el ${share} de los ${limit} para 24 horas.`,
    spent: (limit) => `Se han gastado los ${limit} para 24 horas: se rechazan los turnos nuevos.`,
  },
};
