// What is typed at a terminal in raw mode, key by key.

import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { readHidden } from "./hidden-line.ts";

class RawTerminal extends PassThrough {
  isRaw = false;
  setRawMode(mode: boolean): this {
    this.isRaw = mode;
    return this;
  }
}

const typed = async (...keys: readonly string[]) => {
  const terminal = new RawTerminal();
  let wasRaw: boolean | undefined;
  const line = readHidden(terminal, () => (wasRaw = terminal.isRaw));
  expect(terminal.isRaw).toBe(true);
  for (const key of keys) terminal.write(key);
  return { line: await line, wasRaw };
};

test.each([
  [["a", "é", "😀", "\r"], "aé😀"],
  [["abc", "\u007f", "\b", "x\n"], "ax"],
  [["\u007f", "a", "\r"], "a"],
  [["abc", "\u0003"], undefined],
  [["abc", "\u0004"], undefined],
])("%j is %j, and the terminal is as it was before anything is said", async (keys, line) => {
  expect(await typed(...keys)).toEqual({ line, wasRaw: false });
});
