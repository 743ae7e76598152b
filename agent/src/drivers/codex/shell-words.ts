// Codex shows an argv joined by a shell's rules of quoting. Here it is taken apart again, by the same rules.

/** Undefined if a quote is left open or a line is continued, which no joined argv has. */
export function splitWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length;) {
    const character = line[at] ?? "";
    if (/[ \t\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at++;
      continue;
    }
    const part = readPart(line, at);
    if (part === undefined) return undefined;
    word = (word ?? "") + part.text;
    at = part.end;
  }
  return word === undefined ? words : [...words, word];
}

interface Part {
  readonly text: string;
  readonly end: number;
}

function readPart(line: string, at: number): Part | undefined {
  switch (line[at]) {
    case "'": {
      const end = line.indexOf("'", at + 1);
      return end === -1 ? undefined : { text: line.slice(at + 1, end), end: end + 1 };
    }
    case '"':
      return readDoubleQuoted(line, at + 1);
    case "\\":
      return escaped(line, at);
    default:
      return { text: line[at] ?? "", end: at + 1 };
  }
}

function readDoubleQuoted(line: string, from: number): Part | undefined {
  let text = "";
  for (let at = from; at < line.length;) {
    if (line[at] === '"') return { text, end: at + 1 };
    if (line[at] === "\\" && /["\\$`]/.test(line[at + 1] ?? "")) {
      text += line[at + 1] ?? "";
      at += 2;
    } else text += line[at++] ?? "";
  }
  return undefined;
}

function escaped(line: string, at: number): Part | undefined {
  const next = line[at + 1];
  return next === undefined || next === "\n" ? undefined : { text: next, end: at + 2 };
}
