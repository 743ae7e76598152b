// A passphrase, typed where nobody reads along.

import { readHidden } from "../../agent/src/cli/hidden-line.ts";

export async function typedHidden(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Error("a passphrase is typed at a terminal, nowhere else");
  process.stdout.write(question);
  const line = await readHidden(process.stdin, () => console.log());
  if (line === undefined) throw new Error("stopped");
  return line;
}
