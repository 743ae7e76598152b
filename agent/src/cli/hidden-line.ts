// One line typed at a terminal that shows nothing of it.

const endOfText = "\u0003";
const endOfTransmission = "\u0004";
const backspaces = ["\u007f", "\b"];

interface RawTerminal {
  setRawMode(mode: boolean): unknown;
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  off(event: "data", listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Undefined when it was called off by Ctrl-C or Ctrl-D. `entered` is called when the terminal is as before. */
export function readHidden(
  terminal: RawTerminal,
  entered: () => void,
): Promise<string | undefined> {
  const typed: string[] = [];
  return new Promise((resolve) => {
    const end = (line: string | undefined) => {
      terminal.off("data", take);
      terminal.setRawMode(false);
      terminal.pause();
      entered();
      resolve(line);
    };
    const take = (chunk: Buffer) => {
      for (const character of chunk.toString("utf8")) {
        if (character === "\r" || character === "\n") return end(typed.join(""));
        if (character === endOfText || character === endOfTransmission) return end(undefined);
        if (backspaces.includes(character)) typed.pop();
        else typed.push(character);
      }
    };
    terminal.setRawMode(true);
    terminal.on("data", take);
    terminal.resume();
  });
}
