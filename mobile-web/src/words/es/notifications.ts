// Spanish: notifications.

import type { NotificationWords } from "../en/notifications.ts";

export const spanish: NotificationWords = {
  title: "Notificaciones",
  turn: "Avisarme cuando la app esté cerrada",
  standing: {
    off: "Desactivadas. Tus equipos no avisan a este teléfono mientras la app está cerrada.",
    on: "Activadas. Tus equipos las envían por sí mismos, selladas para este navegador. La pantalla bloqueada dice que algo espera en un equipo, nunca qué. Lo que aún espera cinco minutos antes de que acabe su tiempo se avisa otra vez.",
    denied:
      "Tu navegador no las permite para esta app. Permítelas en sus ajustes para esta página y vuelve.",
    unsupported: "Este navegador no las ofrece aquí.",
    "home-screen":
      "En este dispositivo hace falta la app en la pantalla de inicio: Compartir y luego «Añadir a pantalla de inicio». Ábrela desde allí.",
    failed:
      "No se pudo contactar con el servicio push del navegador. Inténtalo de nuevo en un momento.",
  },
  kinds: {
    approvals: "Aprobaciones que me esperan",
    questions: "Preguntas de un agente",
    endings: "Ejecuciones terminadas o fallidas",
  },
  mention: {
    why: "Entérate de lo que te espera con la app cerrada. La pantalla bloqueada dice que algo espera en un equipo, nunca qué.",
    turnOn: "Activar",
    later: "Ahora no",
  },
  tryNow: "Enviar una ahora",
  tried: {
    taken: "en camino",
    gone: "el servicio push ya no conoce este teléfono; desactívalas y vuelve a activarlas",
    refused: "el servicio push no la acepta",
    unreachable: "el equipo no alcanza el servicio push",
    away: "sin conexión ahora",
    busy: "espera diez segundos para la siguiente",
    off: "no envía al servicio push de este navegador",
    "too-old": "demasiado antiguo para esto; actualiza Longrein allí",
  },
  notices: {
    approval: (machine) => `${machine} pide una aprobación`,
    approvals: (machine, count) => `${machine} pide ${count} aprobaciones`,
    question: (machine) => `${machine} tiene una pregunta`,
    questions: (machine, count) => `${machine} tiene ${count} preguntas`,
    done: (machine) => `Ha terminado una ejecución en ${machine}`,
    failed: (machine) => `Ha fallado una ejecución en ${machine}`,
    ended: (machine, count) => `Han acabado ${count} ejecuciones en ${machine}`,
    over: (machine) => `Respondido o ya pasado: ${machine}`,
    test: (machine) => `${machine} llega a este teléfono`,
    lost: "Abre Longrein una vez para que tus equipos puedan volver a avisarte",
  },
};
