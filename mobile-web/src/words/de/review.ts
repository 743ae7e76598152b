// Words about what is looked through: plans and recorded files, in German.

import type { RunWords } from "../en/run.ts";

export const plan: RunWords["plan"] = {
  odd: "Formatiert würde diesem Plan etwas fehlen. Hier steht er Zeichen für Zeichen.",
  exact: "Genauer Text",
  drawn: "Formatiert",
  file: "Liegt in",
  label: "Was soll anders sein?",
  hint: "Er plant weiter und liest das. Es steht im Auftrag und ist nicht signiert.",
  send: "Weiter planen",
  approve: "Beginnen und mich alles fragen",
  goesOn: "Von da an",
  asks: "Zuvor wird der Auftrag strenger, und bleibt es: auch seine Änderungen werden gefragt.",
};

export const artifact: RunWords["artifact"] = {
  loading: "Lädt",
  lost: "Die Verbindung brach ab, bevor es da war.",
  again: "Noch einmal",
  refused: (why) => `Der Rechner gab es nicht heraus: ${why}`,
  changed: "Was kam, ist nicht das Aufgezeichnete und wird nicht gezeigt.",
  tooLong: "Das ist mehr, als ein Telefon zeigt. Sieh es am Rechner an.",
  image: "Bilder werden hier noch nicht gezeigt.",
  whole: "Vollständig und genau das Aufgezeichnete",
  which: "Welche Änderungen",
  all: "Alle Änderungen",
  onlyNew: "Nur das Neue",
  since: (time) =>
    `Seit ${time}, als zuvor ein Diff festgehalten wurde. Auf diesem Telefon errechnet.`,
  nothingNew: "Nichts, was ein Diff zeigt",
  comment: "Zeile kommentieren",
  commentOn: (where) => `${where} kommentieren`,
};
