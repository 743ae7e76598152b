// The words of the pages beyond the first, in Spanish.

import { counting } from "../counting.ts";
import type { ScreenWords } from "../en/screens.ts";

const many = counting("es");

export const spanish: ScreenWords = {
  run: {
    notFound: "Este equipo no conoce esta tarea.",
    empty: "Aún no ha pasado nada.",
    loading: "Cargando",
    transcript: "Transcripción",
    thought: "Razonamiento",
    thinking: "Pensando",
    earlierPart: "Mostrar lo anterior",
    you: "Tú",
    agent: "Agente",
    plan: "Plan",
    planProgress: (done, all) => `${done} de ${all}`,
    planStatus: { pending: "pendiente", active: "en curso", done: "hecho" },
    latest: "Lo último",
    stop: (driver) => `Detener ${driver}`,
    stopShort: "Detener",
    stopFate: {
      queued: "La parada espera la conexión",
      sent: "Parada enviada",
      accepted: "Parada aceptada",
      running: "Deteniendo",
      done: "Detenida",
      failed: "No se pudo detener",
      indeterminate: "No está claro si se detuvo",
    },
    tools: {
      command: "Comando",
      edit: "Editar",
      read: "Leer",
      search: "Buscar",
      fetch: "Descargar",
      other: "Herramienta",
    },
    toolStatus: {
      completed: "hecho",
      failed: "con error",
      declined: "rechazado",
      void: "no ejecutado",
    },
    show: (count) => many(count, { one: "Mostrar # línea", other: "Mostrar # líneas" }),
    showMore: (count) => many(count, { one: "Mostrar # línea más", other: "Mostrar # líneas más" }),
    missed: (count) => many(count, { one: "# nuevo", other: "# nuevos" }),
    hide: "Ocultar",
    cutHere: "El principio de esta salida no se guarda en el teléfono.",
    cutThere: "El equipo recortó esta salida.",
    notice: { info: "Nota", warning: "Aviso", error: "Error" },
  },

  composer: {
    label: (driver) => `Mensaje para ${driver}`,
    send: "Enviar",
    tooLong: "Es demasiado largo para enviarlo. Acórtalo.",
    fate: {
      queued: "En cola: saldrá al conectarse",
      sent: "Enviado",
      accepted: "Aceptado",
      running: "En curso",
      done: "Hecho",
      failed: "No aceptado",
      indeterminate: "El equipo no sabe si se aceptó",
    },
    viewer: "Este teléfono puede mirar, pero no dar órdenes.",
    update: "Vuelve a cargar la app: esta versión puede mirar, pero no dar órdenes.",
  },

  newRun: {
    title: "Nueva tarea",
    machine: "Equipo",
    workspace: "Espacio de trabajo",
    driver: "Agente",
    prompt: "¿Qué hay que hacer?",
    start: "Iniciar",
    pick: "Como en tu equipo: una carpeta que permita y un agente de programación que tenga.",
  },

  device: {
    machine: "Vinculado con",
    role: "Puede",
    roles: {
      viewer: "mirar",
      operator: "mirar, dar órdenes y aprobar",
      owner: "mirar, dar órdenes, aprobar y gestionar teléfonos",
      approver: "mirar, aprobar y rechazar",
      denier: "mirar, dar órdenes y rechazar",
    },
    unknownRole: "se sabrá al conectarse",
    unpair: "Olvidar este equipo",
    unpairWhy:
      "Elimina las claves de este teléfono. Para cortar su acceso con seguridad, revócalo también en el equipo.",
    unpairSure: "Olvidar ahora",
    label: "Nombre en este teléfono",
    labelWhy: "Solo se ve en este teléfono. Vacío, vale el nombre propio del equipo.",
    log: "Registro de auditoría",
    keep: "Conservar",
  },

  machines: {
    pairAnother: "Vincular otro equipo",
    neverHeard: "sin noticias aún",
  },

  devices: {
    title: "Teléfonos",
    asking: "Preguntando al equipo",
    notShown: (why) => `Los teléfonos no se muestran: ${why}`,
    thisPhone: "este teléfono",
    namesake: "otro teléfono se llama igual",
    here: "conectado ahora",
    seen: (when) => `visto por última vez ${when}`,
    neverSeen: "no visto desde que se vinculó",
    roles: { viewer: "Observador", operator: "Operador", owner: "Propietario" },
    words: "Palabras de su clave",
    wordsWhy: "El equipo muestra las mismas palabras para él.",
    paired: "Vinculado",
    name: "Nombre",
    rename: "Cambiar nombre",
    role: "Rol",
    asked: "solicitado",
    approves: "Puede aprobar",
    ownersAtMachine: "Un teléfono se hace propietario, también de nuevo, solo en el equipo.",
    own: "El rol de este teléfono se cambia desde el teléfono de otro propietario o en el equipo.",
    onlyOwners: "Solo el teléfono de un propietario cambia teléfonos.",
    revoke: "Revocar",
    revokeWhy:
      "Pierde su acceso de inmediato y para siempre. Para volver a usarlo hay que vincularlo de nuevo.",
    holdToRevoke: "Mantén pulsado para revocar",
    sure: "Estoy seguro",
    underWay: "En camino al equipo",
    failed: (why) => `No se hizo: ${why}`,
    close: "Cerrar",
  },

  sessions: {
    title: "Sesiones en el equipo",
    mark: "desde el equipo",
    none: "No se recuerda nada de este espacio de trabajo.",
    keepsNone: "No guarda sesiones con las que se pueda seguir desde un teléfono.",
    noWorkspace: "Allí aún no se comparte ninguna carpeta. En el equipo, escribe",
    notShown: (why) => `No se muestra: ${why}`,
    open: "abierta en el equipo",
    closed: "anterior",
    earlier: "Hay más antes de esto.",
    ways: {
      run: "Ver su tarea",
      join: "Unirse",
      goOn: "Continuarla",
      copy: "Continuar con una copia",
    },
    why: {
      run: "Ya es una tarea en este teléfono.",
      join: "Está abierta en el equipo. Lo que digas aquí se verá también allí, y conserva los ajustes de allí.",
      goOn: "Hasta donde se sabe, no está abierta. Lo que se diga aquí estará allí cuando se vuelva a abrir en el equipo.",
      copy: "Está abierta en una ventana del equipo y solo uno puede continuarla. Una copia no la toca; o cierra antes esa ventana.",
    },
  },

  settings: {
    title: "Ajustes",
    appearance: "Apariencia",
    asPhone: "Como en este teléfono",
    appearances: { light: "Clara", dark: "Oscura" },
    textSize: "Tamaño del texto",
    textSizes: { small: "Más pequeño", large: "Más grande", largest: "El más grande" },
    relay: "Qué ve el relay",
    relaySays: {
      sees: {
        title: "Ve",
        what: "Qué equipo y qué teléfono están conectados, desde qué direcciones, cuándo y cuánto. Ni una palabra de lo que dicen.",
      },
      hidden: {
        title: "No ve",
        what: "Nombres, archivos y comandos, lo que hacen tus agentes, lo que escribes y decides. Todo va sellado entre este teléfono y el equipo.",
      },
      keeps: { title: "Guarda", what: "Nada de lo que pasa por él." },
      can: {
        title: "Puede",
        what: "Retener o descartar. Lo que no se responde a tiempo cuenta como un no.",
      },
    },
    storage: "En este teléfono",
    stored: (size) =>
      `${size}, incluida la aplicación. Se guardan claves, borradores y lo no enviado; no lo que se dijo en las tareas.`,
    keeping: {
      kept: "El navegador conserva esto de forma permanente.",
      clearable: "El navegador puede borrar esto si falta espacio en el teléfono.",
      refused:
        "El navegador no ha prometido conservar esto. Es más probable que lo haga con una aplicación en la pantalla de inicio o con permiso para enviar notificaciones.",
    },
    keepForGood: "Pedirle que lo conserve",
    wipe: "Borrar este teléfono",
    wipeWhy:
      "Elimina las claves, los borradores, lo no enviado y todos los ajustes. El equipo sigue mostrando este teléfono hasta que se revoque allí.",
    wipeType: (word) => `Escribe «${word}» para confirmar`,
    wipeWord: "borrar",
    wipeNow: "Borrar ahora",
    wipeFailed: "No se pudo borrar: otra pestaña lo tiene abierto. Ciérrala y vuelve a intentarlo.",
    version: "Versión",
  },

  elsewhere: {
    title: "Abierto en otra pestaña",
    what: "Longrein habla por este teléfono en una sola pestaña a la vez, para que nada se muestre ni se envíe dos veces. Sigue aquí y la otra pestaña lo deja; nada de lo enviado se pierde.",
    here: "Usar aquí",
  },

  ended: {
    revoked: {
      title: "Se revocó el acceso de este teléfono",
      what: "Alguien lo eliminó en el equipo. Ya no puede ver ni hacer nada allí.",
      todo: "Para volver a usarlo, vincúlalo de nuevo.",
    },
    "update-required": {
      title: "Esta app es demasiado antigua",
      what: "El programa de tu equipo usa una versión más nueva.",
      todo: "Vuelve a cargar la app para obtener la nueva.",
    },
    storage: {
      title: "Este navegador no puede guardar claves",
      what: "Las pestañas privadas y el modo de aislamiento lo impiden, así que aquí no se puede vincular nada.",
      todo: "Abre esta página en una pestaña normal o permítela en el modo de aislamiento.",
    },
    pairAgain: "Vincular de nuevo",
  },
};
