// The only door to the terminal: every word a person reads passes here, and so does every line a program
// reads. Lower case, no full stop; errors say what is wrong, then what to do.

import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

export interface Terminal {
  /** For people. With --json it goes to stderr, so that stdout holds nothing but JSON. */
  say(text?: string): void;
  /** For programs; nothing unless --json was given. */
  json(value: Readonly<Record<string, unknown>>): void;
  fail(error: string, hint?: string): void;
  /** Calls back for every line that somebody types. */
  onLine(listener: (line: string) => void): void;
  strong(text: string): string;
  readonly colour: boolean;
  close(): void;
}

export function openTerminal(options: { readonly json: boolean }): Terminal {
  const out = options.json ? process.stderr : process.stdout;
  // Whoever read along may have left; that is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const colour = out.isTTY && process.env["NO_COLOR"] === undefined;
  // Not as a terminal of its own: line editing would swallow Ctrl-C and repaint what is shown.
  const lines = createInterface({ input: process.stdin, terminal: false });
  return {
    say: (text = "") => void out.write(`${text}\n`),
    json: (value) => {
      if (options.json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    fail: (error, hint) => {
      process.stderr.write(`error: ${error}\n`);
      if (hint !== undefined) process.stderr.write(`hint: ${hint}\n`);
    },
    onLine: (listener) => void lines.on("line", listener),
    colour,
    strong: (text) => (colour ? `\u001b[1m${text}\u001b[22m` : text),
    close: () => lines.close(),
  };
}

/** A name that came from elsewhere, made harmless: no control characters, no line breaks, quoted. */
export function quoteName(name: string): string {
  const plain = stripVTControlCharacters(name).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
  // A name with a quote in it could end where it likes and go on in our voice.
  return `"${plain.replaceAll('"', "'")}"`;
}
