// The words of a run's page, of the sheets over it, and of beginning a run, in Spanish.

import { artifact, plan } from "./review.ts";
import { counting } from "../counting.ts";
import type { RunWords } from "../en/run.ts";

const many = counting("es");

export const spanish: RunWords = {
  sheet: { close: "Cerrar" },

  goOn: "Dejar que siga",

  deny: {
    label: "Lo que se le dice al agente",
    hint: "Lo lee junto con tu no. Queda en la tarea y no va firmado.",
    quick: {
      later: "Ahora no.",
      why: "Explica primero por qué hace falta.",
      smaller: "Busca un cambio más pequeño.",
      tests: "Ejecuta primero las pruebas.",
    },
    tooLong: "Es demasiado largo para enviarlo. Acórtalo.",
    send: "Rechazar",
    all: "Rechazar todo y detener la tarea",
    allWhy: "Rechaza todo lo que pide esta tarea y termina lo que tiene en curso.",
  },

  tool: {
    input: "Con esta entrada",
    server: "Herramienta de",
  },

  plan,
  notices: {
    changed: "El historial de este equipo no es el que este teléfono vio antes.",
    otherApp: (origin, version, path, count) =>
      `${origin} sirve otra aplicación que la de Longrein ${version}, que funciona en el equipo: ${many(
        count,
        {
          one: "# diferencia",
          other: "# diferencias",
        },
      )}, la primera en ${path}. Si nadie acaba de actualizar uno de los dos, responde en el equipo.`,
  },

  grants: {
    approve: "Aprobar para esta tarea",
    command:
      "Este mismo comando, en esta carpeta, se ejecuta sin preguntar hasta que acabe la tarea, ocho horas como mucho. Lo que hace puede cambiar con los archivos que encuentre.",
    edit: "Los cambios de este archivo, sean cuales sean, se hacen sin preguntar hasta que acabe la tarea, ocho horas como mucho.",
    title: "Se hace sin preguntar",
    unasked: "Sin preguntar: está aprobado para esta tarea.",
    uses: (count) => many(count, { one: "# vez hasta ahora", other: "# veces hasta ahora" }),
    withdraw: "Volver a preguntar",
  },

  masks: {
    hidden: (kind, number) => `Oculto: ${kind} ${number}`,
    showWhich: (kind, number) => `Mostrar ${kind} ${number}`,
    hideWhich: (kind, number) => `Ocultar ${kind} ${number}`,
    show: "Mostrar",
    hide: "Ocultar",
    logged: "Se ve durante 30 segundos. Que lo has mirado consta en el registro.",
  },

  receipt: {
    outcome: {
      approved: (by, machine, time) => `Aprobado ${by}, aceptado por ${machine} a las ${time}`,
      denied: (by, machine, time) => `Rechazado ${by}, aceptado por ${machine} a las ${time}`,
      expired: (_by, _machine, time) => `Caducado sin respuesta a las ${time}`,
      withdrawn: (_by, _machine, time) => `Retirado por el agente a las ${time}`,
      void: (_by, machine, time) =>
        `Sin efecto: algo había cambiado, ${machine} no hizo nada, a las ${time}`,
    },
    execution: {
      running: "En ejecución",
      completed: "Ejecutado",
      failed: "Ejecutado, con error",
      declined: "No ejecutado",
      void: "No ejecutado: algo cambió mientras tanto",
    },
  },

  images: {
    count: (count) => many(count, { one: "con # imagen", other: "con # imágenes" }),
    choose: "Imagen",
    remove: (number) => `Quitar la imagen ${number}`,
    sending: "Enviando imágenes",
    unreadable:
      "El navegador de este teléfono no puede leer una de ellas. Haz una captura o elige un JPEG o PNG.",
    tooMany: "Con un mensaje no van más de cuatro.",
    lost: "La conexión se cortó antes de que llegaran las imágenes. Envía otra vez.",
    refused: (why) => `Las imágenes no se aceptaron: ${why}`,
    notTaken: "Este agente no admite imágenes. Quítalas o elige otro.",
  },

  composer: {
    commands: "Comandos de este agente",
    withdraw: "Retirar",
    save: "Guardar",
    leave: "Dejarlo así",
    notChanged: "Sin cambios",
    notWithdrawn: "No retirado",
    tooLate: "el agente ya lo había empezado.",
    later: "Tras este turno",
    now: "En este turno",
    when: "Cuándo lo recibe el agente",
    edit: "Editar",
    remove: "Quitar",
    sending: "Enviando",
    waits: "Espera la conexión",
    maybeSent: "Enviado, pero nada confirma que llegara. Se aclarará al conectarse.",
    queued: "Aceptado. Espera el final del turno.",
    steered: "Aceptado. Entra en el turno.",
    turnFailed: "No aceptado: el turno anterior se detuvo o falló.",
    tooMany: "No aceptado: ya esperan demasiados o el agente no puede atenderlo ahora.",
    fromMachine: "Escrito en el equipo",
    fromOther: "Desde otro teléfono",
  },

  settings: {
    title: "Cómo trabaja esta tarea",
    change: "Cambiar cómo trabaja esta tarea",
    model: "Modelo",
    mode: "Modo",
    profile: "Qué se pregunta",
    next: "Lo que elijas vale desde el próximo turno, cuando el agente lo confirme.",
    ceiling: "Desde aquí solo se puede permitir menos; más, en el equipo.",
    profiles: { strict: "Estricto", balanced: "Equilibrado", trusted: "De confianza" },
    profileSays: {
      strict: "Se pregunta todo. El riesgo alto solo se aprueba en el equipo.",
      balanced: "Se pregunta todo.",
      trusted: "Se pregunta todo salvo pequeños cambios en su propio worktree.",
    },
    asked: "Solicitado",
    failed: (why) => `Sin cambios: ${why}`,
  },

  newRun: {
    ownChoice: "Lo que elija el agente",
    profiles: {
      strict: "Estricto: riesgo alto en el equipo",
      balanced: "Equilibrado: todo",
      trusted: "De confianza: lo pequeño, no",
    },
    inPlace: "Trabajar en el propio espacio de trabajo, no en un worktree",
    unusable: "Este agente no se puede usar ahora:",
  },

  question: {
    title: (driver) => `${driver} pregunta`,
    from: (server) => `en nombre de ${server}`,
    own: "Con tus propias palabras",
    secret: "Ni se muestra ni se guarda",
    many: "Se pueden elegir varias.",
    answer: "Responder",
    decline: "No responder",
    viewer: "Este teléfono puede mirar, pero no responder.",
    update: "Vuelve a cargar la app para responder.",
    overdue: "Se acabó el tiempo. El agente sigue sin respuesta.",
    unclear: "El equipo no sabe qué fue de esta respuesta.",
    stage: {
      queued: "La respuesta espera la conexión",
      sent: "Respuesta enviada",
      accepted: "Respuesta recibida",
    },
    refused: (why) => `La respuesta no se aceptó: ${why}`,
    outcome: {
      answered: (by, time) => `Respondida ${by} a las ${time}`,
      declined: (by, time) => `Sin responder, ${by} a las ${time}`,
      expired: (_by, time) => `Nadie respondió a tiempo, ${time}`,
      withdrawn: (_by, time) => `Retirada por el agente a las ${time}`,
    },
  },

  evidence: {
    title: "Pruebas",
    why: "Registrado por el propio equipo, aparte de lo que dice el agente.",
    passed: (count) =>
      many(count, { one: "# comprobación superada", other: "# comprobaciones superadas" }),
    failed: (count) => many(count, { one: "# fallida", other: "# fallidas" }),
    attention: (count) => many(count, { other: "# por mirar" }),
    files: (count) => many(count, { one: "# archivo", other: "# archivos" }),
    check: "Comprobación",
    status: { passed: "superada", failed: "fallida", skipped: "omitida" },
    rulesPass: (count) => many(count, { one: "# regla cumplida", other: "# reglas cumplidas" }),
    verdict: { pass: "cumplida", attention: "mira aquí", stop: "alto" },
    kinds: { diff: "Diferencias", log: "Registro", file: "Archivo", image: "Imagen" },
    open: "Abrir",
    cut: "Había más de lo que guarda el equipo.",
  },

  artifact,

  usage: {
    turn: "Turno",
    tokens: (input, output) => `${input} de entrada, ${output} de salida`,
    estimated: "estimado",
    context: (share) => `${share} de contexto`,
  },

  event: {
    said: "Dijiste",
    attempt: (number, place) => `Intento ${number}, en ${place}`,
    worktree: "un worktree propio",
    worktreeOf: (commit) => `un worktree de ${commit}`,
    folder: "el propio espacio de trabajo",
    holds: "Desde aquí",
    compacted: "El agente ha acortado lo que recuerda.",
    unknown: (count) =>
      many(count, {
        one: "Ocurrió # cosa que esta versión no puede mostrar.",
        other: "Ocurrieron # cosas que esta versión no puede mostrar.",
      }),
    next: "Qué hacer",
  },

  notHere: {
    malformed: "No se puede aprobar aquí: este teléfono no puede mostrar todo lo que contiene.",
    "too-long": "No se puede aprobar aquí: nadie lee tanto en un teléfono. Responde en el equipo.",
    "other-run": "No se puede aprobar: pertenece a otra tarea que la que indica.",
    tier2: "Aún no se puede aprobar aquí: requiere una llave de acceso. Responde en el equipo.",
    tier3: "Solo se puede aprobar en el equipo.",
    viewer: "Este teléfono puede mirar, pero no aprobar.",
    denier: "Este teléfono puede rechazar, pero no aprobar.",
    update:
      "Vuelve a cargar la app para responder: esta versión es demasiado antigua para este equipo.",
  },

  decidedBy: {
    "this-phone": "desde este teléfono",
    "other-device": "desde otro teléfono",
    machine: "en el equipo",
    byDevice: (name) => `desde ${name}`,
  },

  refused: (why) => `La respuesta no se aceptó: ${why}`,
  exit: (code) => `código de salida ${code}`,
  newVersion: "Hay una versión nueva.",

  outcomes: {
    FORBIDDEN: "este teléfono no puede hacerlo.",
    NOT_FOUND: "el equipo ya no lo conoce.",
    EXPIRED: "llegó demasiado tarde.",
    ALREADY_RESOLVED: "ya se había respondido.",
    IDEMPOTENCY_CONFLICT: "se envió dos veces con contenido distinto. Inténtalo de nuevo.",
    SIGNATURE: "la firma no se aceptó. Vuelve a vincular este teléfono.",
    VOID: "algo cambió mientras tanto.",
    BUSY: "el equipo está ocupado. Inténtalo de nuevo.",
    UPDATE_REQUIRED: "esta app es demasiado antigua. Vuelve a cargarla.",
    UNSUPPORTED: "el equipo no sabe hacerlo.",
    INVALID: "el equipo no lo entendió.",
    CEILING: "las reglas del equipo no lo permiten.",
    BUDGET: "se agotó el presupuesto del día.",
    unknown: "el equipo no dijo por qué.",
  },

  tooFast: {
    what: "llegó demasiado a la vez.",
    soon: "Inténtalo de nuevo en un momento.",
    again: (seconds) => `Inténtalo de nuevo en ${seconds} s.`,
    now: "Inténtalo de nuevo ahora.",
  },

  held: {
    approve: "Lo aprobaste hace más de un minuto. Saldrá si lo confirmas.",
    deny: "Lo rechazaste hace más de un minuto. Saldrá si lo confirmas.",
    command: "Tiene más de un minuto. Saldrá si lo confirmas.",
    device: "Esto se pidió hace más de un minuto y no se ha enviado.",
    maybe: "Puede que ya haya llegado.",
    send: "Enviar ahora",
    drop: "No enviar",
  },

  requested: {
    queued: "Esperando la conexión",
    sent: "Enviada al equipo",
    accepted: "Aceptada, iniciando",
    running: "Iniciando",
    done: "Iniciada",
    failed: "No iniciada",
    indeterminate: "El equipo no sabe si se inició",
  },
};
