// The words of the pages that pair, in German.

import type { PairingWords } from "../en/pairing.ts";

export const german: PairingWords = {
  title: "Dieses Telefon koppeln",
  promise:
    "Ein gekoppeltes Telefon sieht, was deine Coding-Agenten tun, gibt ihnen Arbeit und gibt frei oder lehnt ab, worum sie bitten.",
  othersStay: "Rechner, die schon gekoppelt sind, bleiben es.",
  name: "Name dieses Telefons",
  devices: {
    iphone: "iPhone",
    ipad: "iPad",
    android: "Android-Telefon",
    tablet: "Android-Tablet",
    mac: "Mac",
    other: "Mein Telefon",
  },
  nameHint: "Du siehst ihn an deinem Rechner.",
  pair: "Koppeln",
  pairing: "Dein Rechner wird gesucht",
  noLink: "Gib an deinem Rechner ein",
  noLinkThen: "und scanne den Code, den er zeigt, oder füge seinen Link hier ein.",
  demo: "Läuft hier die Demo, drücke in ihrem Terminal Enter: Sie zeigt einen Link.",
  scan: "Code scannen",
  scanner: {
    stop: "Nicht mehr scannen",
    looking: "Richte die Kamera auf den Code.",
    other: "Das ist ein anderer Code.",
    refused:
      "Die Kamera darf nicht benutzt werden. Erlaube sie in den Einstellungen des Browsers oder füge den Link ein.",
    missing: "Es wurde keine Kamera gefunden. Füge stattdessen den Link ein.",
  },
  paste: "Kopplungslink oder Code",
  pasteButton: "Einfügen",
  linkHeld: "Kopplungslink erhalten",
  otherLink: "Anderer Link",
  checkCode: "Gib diesen Code an deinem Rechner ein",
  checkCodeWhy:
    "Er beweist, dass dieses Telefon und dieser Rechner miteinander sprechen und niemand dazwischen steht.",
  secondsLeft: (seconds) => `noch ${seconds} s`,
  stay: (machine) => `Zurück zu ${machine}`,
  language: "Sprache",
  browserLanguage: (name) => `Wie im Browser: ${name}`,
  languageMissing: "Diese Sprache ließ sich nicht laden. Versuch es wieder, sobald du online bist.",
  failed: {
    "wrong-code": {
      title: "Es wurde ein falscher Code eingegeben",
      todo: "Nichts wurde gekoppelt. Beginne neu mit einem neuen Link.",
    },
    timeout: {
      title: "Der Code wurde nicht rechtzeitig eingegeben",
      todo: "Nichts wurde gekoppelt. Beginne neu mit einem neuen Link.",
    },
    cancelled: {
      title: "Das Koppeln wurde am Rechner abgebrochen",
      todo: "Beginne neu mit einem neuen Link, wenn du so weit bist.",
    },
    used: {
      title: "Dieser Link wurde schon verwendet",
      todo: "Ein Link koppelt ein Telefon, einmal. Warst du das nicht, sieh dir die Telefone deines Rechners an.",
    },
    expired: {
      title: "Dieser Link gilt nicht mehr",
      todo: "Er ist älter als fünf Minuten, wurde schon verwendet, oder dein Rechner hat seither einen anderen gezeigt. Hol dir einen neuen.",
    },
    "broken-off": {
      title: "Das Koppeln wurde abgebrochen",
      todo: "Ein Link gilt einmal. Hol dir einen neuen.",
    },
    unreachable: {
      title: "Dein Rechner ist nicht erreichbar",
      todo: "Prüfe, ob dieses Telefon online ist und das Programm auf deinem Rechner läuft.",
    },
    malformed: {
      title: "Das ist weder ein Kopplungslink noch ein Code",
      todo: "Kopiere den ganzen Link, den dein Rechner zeigt, von https bis zum Ende, oder tippe seinen Code: vier Zeichen, dann sechs.",
    },
    "code-unknown": {
      title: "Auf diesen Code wartet kein Rechner",
      todo: "Vergleiche ihn mit dem, den dein Rechner zeigt. Nach fünf Minuten oder drei falschen Versuchen hol dir einen neuen.",
    },
    "code-claimed": {
      title: "Dieser Code wurde anderswo eingegeben",
      todo: "Ein Code ist für ein Telefon. Hol dir einen neuen.",
    },
    "code-too-often": {
      title: "Zu viele Versuche",
      todo: "Warte eine Minute und versuch es dann wieder.",
    },
    "code-wrong": {
      title: "Dein Rechner zeigt einen anderen Code",
      todo: "Vergleiche die letzten sechs Zeichen. Nach drei falschen Versuchen hol dir einen neuen.",
    },
    "code-no-relay": {
      title: "Ein Code geht hier nicht",
      todo: "Scanne, was dein Rechner zeigt, oder füge seinen Link ein.",
    },
    full: {
      title: "Dieses Telefon hat so viele Rechner, wie es haben kann",
      todo: "Vergiss einen davon und nimm den Link dann noch einmal.",
    },
    storage: {
      title: "Dieser Browser kann keine Schlüssel aufbewahren",
      todo: "Private Tabs und der Blockierungsmodus verhindern es. Öffne den Link in einem gewöhnlichen Tab.",
    },
  },
};
