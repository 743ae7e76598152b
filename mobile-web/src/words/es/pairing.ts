// The words of the pages that pair, in Spanish.

import type { PairingWords } from "../en/pairing.ts";

export const spanish: PairingWords = {
  title: "Vincular este teléfono",
  promise:
    "Un teléfono vinculado ve lo que hacen tus agentes de programación, les da trabajo y aprueba o rechaza lo que piden.",
  othersStay: "Los equipos ya vinculados siguen vinculados.",
  name: "Nombre de este teléfono",
  devices: {
    iphone: "iPhone",
    ipad: "iPad",
    android: "Teléfono Android",
    tablet: "Tableta Android",
    mac: "Mac",
    other: "Mi teléfono",
  },
  nameHint: "Lo verás en tu equipo.",
  pair: "Vincular",
  pairing: "Buscando tu equipo",
  noLink: "En tu equipo, escribe",
  noLinkThen: "y escanea el código que muestra, o pega aquí su enlace.",
  demo: "Si aquí está en marcha la demostración, pulsa Intro en su terminal: mostrará un enlace.",
  scan: "Escanear el código",
  scanner: {
    stop: "Dejar de escanear",
    looking: "Apunta la cámara al código.",
    other: "Este es otro código.",
    refused:
      "No se permite usar la cámara. Permítela en los ajustes del navegador o pega el enlace.",
    missing: "No se encontró ninguna cámara. Pega el enlace.",
  },
  paste: "Enlace o código de vinculación",
  pasteButton: "Pegar",
  linkHeld: "Enlace de vinculación recibido",
  otherLink: "Usar otro enlace",
  checkCode: "Escribe este código en tu equipo",
  checkCodeWhy: "Demuestra que este teléfono y ese equipo hablan entre sí, sin nadie de por medio.",
  secondsLeft: (seconds) => `quedan ${seconds} s`,
  stay: (machine) => `Volver a ${machine}`,
  language: "Idioma",
  browserLanguage: (name) => `Como en el navegador: ${name}`,
  languageMissing: "No se pudo cargar este idioma. Inténtalo de nuevo cuando tengas conexión.",
  failed: {
    "wrong-code": {
      title: "Se escribió un código incorrecto",
      todo: "No se vinculó nada. Empieza de nuevo con otro enlace.",
    },
    timeout: {
      title: "El código no se escribió a tiempo",
      todo: "No se vinculó nada. Empieza de nuevo con otro enlace.",
    },
    cancelled: {
      title: "La vinculación se canceló en el equipo",
      todo: "Empieza de nuevo con otro enlace cuando quieras.",
    },
    used: {
      title: "Este enlace ya se usó",
      todo: "Un enlace vincula un teléfono, una vez. Si no fuiste tú, revisa los teléfonos de tu equipo.",
    },
    expired: {
      title: "Este enlace ya no sirve",
      todo: "Tiene más de cinco minutos, ya se usó, o tu equipo ha mostrado otro después. Obtén uno nuevo.",
    },
    "broken-off": {
      title: "La vinculación se interrumpió",
      todo: "Un enlace sirve una sola vez. Obtén uno nuevo.",
    },
    unreachable: {
      title: "No se puede acceder a tu equipo",
      todo: "Comprueba que este teléfono tiene conexión y que el programa está en marcha en tu equipo.",
    },
    malformed: {
      title: "Esto no es un enlace ni un código de vinculación",
      todo: "Copia el enlace completo que muestra tu equipo, desde https hasta el final, o escribe su código: cuatro caracteres y luego seis.",
    },
    "code-unknown": {
      title: "Ningún equipo espera este código",
      todo: "Compáralo con el que muestra tu equipo. Pasados cinco minutos, o tras tres intentos fallidos, obtén uno nuevo.",
    },
    "code-claimed": {
      title: "Este código se escribió en otro lugar",
      todo: "Un código es para un solo teléfono. Obtén uno nuevo.",
    },
    "code-too-often": {
      title: "Demasiados intentos",
      todo: "Espera un minuto e inténtalo de nuevo.",
    },
    "code-wrong": {
      title: "Tu equipo muestra otro código",
      todo: "Compara los seis últimos caracteres. Tras tres intentos fallidos, obtén uno nuevo.",
    },
    "code-no-relay": {
      title: "Aquí no funciona un código",
      todo: "Escanea lo que muestra tu equipo o pega su enlace.",
    },
    full: {
      title: "Este teléfono ya tiene todos los equipos que puede tener",
      todo: "Olvida uno y usa el enlace otra vez.",
    },
    storage: {
      title: "Este navegador no puede guardar claves",
      todo: "Las pestañas privadas y el modo de aislamiento lo impiden. Abre el enlace en una pestaña normal.",
    },
  },
};
