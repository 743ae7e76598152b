// A command called in the test's own process, which may hand it another way to the network than the program has.

import type { Act, Call } from "../cli/command.ts";
import { commandTable } from "../cli/command-table.ts";
import { readWords } from "../cli/read-words.ts";
import { openTerminal } from "../cli/terminal.ts";

export async function callCommand(
  act: (call: Call) => ReturnType<Act>,
  ...argv: readonly string[]
) {
  const said: string[] = [];
  let json: unknown;
  const terminal = {
    ...openTerminal({ json: true, program: "longrein", table: commandTable }),
    say: (text = "") => void said.push(text),
    table: (rows: readonly (readonly string[])[]) =>
      void said.push(...rows.map((row) => row.join(" "))),
    json: (value: object) => (json = value),
  };
  const code = await act({ terminal, table: commandTable, ...readWords(commandTable, argv) });
  return { said: said.join("\n"), json, code };
}
