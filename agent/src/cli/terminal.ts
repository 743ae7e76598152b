// The only door to the terminal: every word a person reads passes here, and so does every line a program
// reads. Lower case, no full stop; errors say what is wrong, then what to do. Whatever else is in a text, a
// terminal obeys nothing but our own styles.

import { type Interface, createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { codeOf } from "../platform/held-folder.ts";
import { systemWords } from "../platform/system-words.ts";
import type { UserFailure } from "../platform/user-failure.ts";
import { type CommandName, asCalled } from "./as-called.ts";
import { readHidden } from "./hidden-line.ts";
import { setIn, showJson, showLine, showSaid } from "./show-text.ts";

export interface Terminal {
  /** For people. With --json it goes to stderr, so that stdout holds nothing but JSON. */
  say(text?: string): void;
  /** Rows of columns, as wide as what is in them. */
  table(rows: readonly (readonly string[])[]): void;
  /** For programs; nothing unless --json was given. */
  json(value: unknown): void;
  fail(failure: Pick<UserFailure, "message" | "hint">): void;
  /** Calls back for every line that somebody types. */
  onLine(listener: (line: string) => void): void;
  /** The next line that somebody types; undefined when there will be none. */
  ask(question: string): Promise<string | undefined>;
  /** The same, but for what nobody else should read along. */
  askHidden(question: string): Promise<string | undefined>;
  /** How this program was called: "longrein", or what starts it here. */
  readonly program: string;
  /** A command as this reader would have to type it. */
  command(words: string): string;
  /** The same for commands within a text of ours. */
  asCalled(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
  readonly colour: boolean;
  /** Somebody can be asked. */
  readonly isInteractive: boolean;
  close(): void;
}

export interface TerminalOptions {
  readonly json: boolean;
  readonly program: string;
  /** All commands there are. */
  readonly table: readonly CommandName[];
}

export function openTerminal({ json, program, table }: TerminalOptions): Terminal {
  const out = json ? process.stderr : process.stdout;
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", tellLoss);
  const colour = out.isTTY && process.env["NO_COLOR"] === undefined;
  const styled = (on: number, off: number) => (text: string) =>
    colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  const say = (text = "") => void out.write(`${showSaid(text, colour)}\n`);
  // No part of an error can pass for another error, or for a hint.
  const fail = (text: string) => process.stderr.write(`${setIn(showSaid(text, false))}\n`);
  const typed = typedLines();
  const called = (text: string) => asCalled(text, program, table);
  return {
    say,
    table: (rows) => {
      if (rows.length > 0) say(columns(rows));
    },
    json: (value) => {
      if (json) process.stdout.write(`${showJson(value)}\n`);
    },
    fail: ({ message, hint }) => {
      fail(`error: ${message}`);
      if (hint !== undefined) fail(`hint: ${called(hint)}`);
    },
    onLine: (listener) => void typed.open().on("line", listener),
    ask: (question) => {
      out.write(showSaid(question, colour));
      return typed.next();
    },
    askHidden: (question) => {
      out.write(question);
      return process.stdin.isTTY ? readHidden(process.stdin, () => say()) : typed.next();
    },
    program,
    command: (words) => `${program} ${words}`,
    asCalled: called,
    strong: styled(1, 22),
    faint: styled(2, 22),
    colour,
    isInteractive: process.stdin.isTTY && out.isTTY,
    close: typed.close,
  };
}

/** As for everything that went wrong: see exitCodes. */
const somethingFailed = 1;

/** Whoever read along may have left, which is no reason to fall over; what was to be kept, and was not, is one. */
function tellLoss(failure: Error): void {
  if (codeOf(failure) === "EPIPE" || process.exitCode === somethingFailed) return;
  process.exitCode = somethingFailed;
  const why = systemWords(failure) ?? failure.message;
  process.stderr.write(`error: what was printed has not arrived: ${why}\n`);
}

/** Opened only when something is to be read: stdin may be meant for somebody else. */
function typedLines() {
  let lines: Interface | undefined;
  const open = () => {
    // Not as a terminal of its own: line editing would swallow Ctrl-C and repaint what is shown.
    lines ??= createInterface({ input: process.stdin, terminal: false });
    return lines;
  };
  return {
    open,
    next: () =>
      new Promise<string | undefined>((resolve) => {
        open().once("line", resolve);
        open().once("close", () => resolve(undefined));
      }),
    close: () => lines?.close(),
  };
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    }
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function widthOf(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}

/** A name that came from elsewhere, quoted, each character of it visible. */
export function quoteName(name: string): string {
  // A name with a quote in it could end where it likes and go on in our voice.
  return `"${showLine(name).replaceAll('"', "'")}"`;
}
