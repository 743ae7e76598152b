// A script as the simple commands that it is made of, roughly as a POSIX shell reads it and in one pass. What
// is not read to the letter is said to be so: whoever calls something harmless must not do it on a guess.

export interface SimpleCommand {
  readonly words: readonly string[];
  /** Where its output is written, as it stands there. */
  readonly targets: readonly string[];
  readonly isFedByPipe: boolean;
  /** By a text in the script itself. */
  readonly isFedByText: boolean;
}

export interface ReadScript {
  readonly commands: readonly SimpleCommand[];
  /** Nothing in it stands for something else: no variables, substitutions, groups, comments or open quotes. */
  readonly isPlain: boolean;
}

const pieces =
  /\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*"|[ \t\r]+|<<<?-?|\d*>&\d|&?\d*>>?[|&]?|<|\|\|?&?|&&?|;|\n|[^\s\\'"<>|&;]+|[^]/g;

interface Open {
  words: string[];
  targets: string[];
  word: string | undefined;
  awaits: "target" | "input" | undefined;
  isFedByPipe: boolean;
  isFedByText: boolean;
}

const opened = (isFedByPipe: boolean): Open => ({
  words: [],
  targets: [],
  word: undefined,
  awaits: undefined,
  isFedByPipe,
  isFedByText: false,
});

export function readScript(script: string): ReadScript {
  const commands: SimpleCommand[] = [];
  let isPlain = true;
  let open = opened(false);
  for (const [piece] of script.matchAll(pieces)) {
    if (isObscure(piece, open.word === undefined)) isPlain = false;
    if (piece === "\\\n") continue;
    if (/^(\||&$|&&$|;|\n)/.test(piece)) {
      commands.push(...ended(open));
      open = opened(piece.startsWith("|") && !piece.startsWith("||"));
    } else if (/^([ \t\r]|\d*>&\d$)/.test(piece)) endWord(open);
    else if (/^&?\d*>/.test(piece)) expect(open, "target");
    else if (piece.startsWith("<")) {
      expect(open, "input");
      if (piece.startsWith("<<")) open.isFedByText = true;
    } else open.word = (open.word ?? "") + unquoted(piece);
  }
  return { commands: [...commands, ...ended(open)], isPlain };
}

function ended(open: Open): readonly SimpleCommand[] {
  endWord(open);
  return open.words.length + open.targets.length > 0 ? [open] : [];
}

function expect(open: Open, what: "target" | "input"): void {
  // A number right before the sign says which stream: no harm in taking it for a word.
  endWord(open);
  open.awaits = what;
}

function endWord(open: Open): void {
  const { word, awaits } = open;
  if (word === undefined) return;
  if (awaits === "target") open.targets.push(word);
  // What follows a sign for input is a file, or a command of its own in brackets.
  else if (awaits === undefined || word.startsWith("(")) open.words.push(word);
  open.word = undefined;
  open.awaits = undefined;
}

function isObscure(piece: string, isFirst: boolean): boolean {
  if (piece.startsWith("'") && piece.length > 1) return false;
  if (piece.startsWith("\\")) return piece.length === 1;
  if (piece.startsWith('"') && piece.length > 1) return /[$`]/.test(piece);
  return (
    /[$`(){}'"]|<</.test(piece) || (isFirst && piece.startsWith("#")) || /[^\P{Cc}\s]/u.test(piece)
  );
}

function unquoted(piece: string): string {
  if (piece.length === 1) return piece;
  if (piece.startsWith("'")) return piece.slice(1, -1);
  if (piece.startsWith('"')) return piece.slice(1, -1).replaceAll(/\\([$`"\\\n])/g, "$1");
  return piece.startsWith("\\") ? piece.slice(1) : piece;
}
