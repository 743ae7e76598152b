// Commands in hints are written as if `longrein` were installed; here they become what this reader has to
// type. Only commands: that longrein has ended stays as it is. Pure.

/** Of a command, what names it. */
export interface CommandName {
  readonly name: string;
  readonly isDefault?: boolean;
}

/** `program` is how it was called. */
export function asCalled(text: string, program: string, table: readonly CommandName[]): string {
  return text.replaceAll(/\blongrein(?= ([a-z]+)(?: ([a-z]+))?)/g, (name, first, second) =>
    isCommand(table, String(first), typeof second === "string" ? second : undefined)
      ? program
      : name,
  );
}

function isCommand(
  table: readonly CommandName[],
  first: string,
  second: string | undefined,
): boolean {
  return table.some(({ name, isDefault }) => {
    if (name === first || name === `${first} ${second}`) return true;
    // By its first word alone: "longrein runs", and not "longrein runs in the background".
    return isDefault === true && second === undefined && name.startsWith(`${first} `);
  });
}
