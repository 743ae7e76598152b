// The words of the first load, in Spanish.

import { counting } from "../counting.ts";
import type { Words } from "../en/first-load.ts";

const many = counting("es");

export const spanish: Words = {
  app: {
    name: "Longrein",
    opening: "Abriendo",
    back: "Atrás",
    incomplete: "Una parte de la app no se ha cargado.",
    incompleteTodo: "Vuelve a cargarla cuando tengas conexión.",
    reload: "Volver a cargar",
    copy: "Copiar",
    copied: "Copiado",
    justNow: "ahora",
    comma: ", ",
    colon: ": ",
    stop: ". ",
  },

  time: {
    seconds: (count) => `${count}s`,
    minutes: (count) => `${count}min`,
    hours: (count) => `${count}h`,
    days: (count) => `${count}d`,
    wholeMinutes: (count) => `${count} min`,
  },

  link: {
    idle: "Sin conexión",
    dialling: "Conectando",
    greeting: "Conectando",
    ready: "En directo",
    waiting: {
      offline: "Sin red",
      "agent-away": "El equipo no está disponible",
      refused: "El relay rechaza la conexión",
      failed: "Se cortó la conexión",
    },
    trying: (seconds) => (seconds > 0 ? `nuevo intento en ${seconds} s` : "nuevo intento"),
    asOf: (time) => `a las ${time}`,
    ended: {
      revoked: "Acceso revocado",
      "update-required": "Esta app es demasiado antigua",
    },
    catchingUp: "Poniéndose al día",
  },

  home: {
    approvals: "Aprobaciones",
    noApprovals: "No hay nada pendiente.",
    waiting: (count) =>
      many(count, { one: "# aprobación te espera", other: "# aprobaciones te esperan" }),
    unknown: "No se sabrá hasta que este teléfono se conecte.",
    runs: "Tareas",
    earlier: "Anteriores",
    unread: "nuevo",
    newRun: "Nueva tarea",
    noRuns: "Aún no hay tareas. Aquí verás lo que hacen tus agentes de programación.",
    inWorkspace: (driver, workspace) => `${driver} en ${workspace}`,
    machines: "Equipos",
    allMachines: "Todos los equipos",
  },

  run: {
    states: {
      starting: "Iniciando",
      working: "Trabajando",
      waiting: "Te espera",
      done: "Terminada",
      failed: "Fallida",
      stopping: "Deteniéndose",
      stopped: "Detenida",
      indeterminate: "Sin aclarar",
    },
  },

  approval: {
    command: "Ejecutar un comando",
    edit: (files) => many(files, { one: "Cambiar # archivo", other: "Cambiar # archivos" }),
    tool: (name) => `Usar ${name}`,
    plan: "Empezar con este plan",
    unknown: "Algo que este teléfono no puede leer",
    by: (driver, workspace, tool) => `${driver} en ${workspace}, con ${tool}`,
    argv: "Programa y argumentos",
    shell: (program) => `Texto para ${program}`,
    folder: "En la carpeta",
    environment: "Entorno",
    environmentRemoved: "eliminada",
    operands: "Archivos que lee",
    files: "Archivos",
    created: "nuevo",
    deleted: "eliminado",
    changed: "cambiado",
    emptyArgument: "vacío",
    risk: { low: "Riesgo bajo", medium: "Riesgo medio", high: "Riesgo alto" },
    says: "El agente dice, sin verificar",
    signedAs: "Firmado como",
    left: (time) => `quedan ${time}`,
    expired: "Se acabó el tiempo",
    size: (lines, bytes) => `${many(lines, { one: "# línea", other: "# líneas" })}, ${bytes}`,
    hidden: (count) =>
      many(count, {
        one: "Contiene # carácter oculto o engañoso, mostrado como recuadro.",
        other: "Contiene # caracteres ocultos o engañosos, mostrados como recuadros.",
      }),
    mixed: (word) => `«${word}» mezcla letras de distintos alfabetos.`,
    deny: "Rechazar",
    approve: "Aprobar",
    holdToApprove: "Mantén para aprobar",
    haveRead: "Lo he leído",
    notSeen: "Lee hasta el final para aprobar.",
    nextPart: "Siguiente parte",
    seen: "Visto hasta el final",
    action: "Lo que se pide, exactamente",
    stage: {
      queued: {
        approve: "La aprobación espera la conexión",
        deny: "El rechazo espera la conexión",
      },
      sent: { approve: "Aprobación enviada", deny: "Rechazo enviado" },
      accepted: { approve: "Aprobación recibida", deny: "Rechazo recibido" },
    },
    away: "Se podrá responder cuando su equipo vuelva a estar conectado.",
    overdue: "Se acabó el tiempo. El equipo lo toma como un no.",
    unclear: "El equipo no sabe qué fue de esta respuesta. Mira la tarea.",
    openRun: "Abrir tarea",
  },

  answer: {
    more: "Más respuestas",
  },
};
