// The _headers file that the build writes, as Cloudflare reads it: rules for paths, each with headers that it
// adds or, behind a "!", takes away. Pure.

type Change = { readonly name: string; readonly value: string | undefined };
interface Rule {
  /** All paths that begin so; a rule without a star means one path alone. */
  readonly start: string;
  readonly isOpen: boolean;
  readonly changes: Change[];
}

/** Says what headers a path is to have; names in lower case. */
export type HeaderRules = (path: string) => Readonly<Record<string, string>>;

export function readHeaderRules(text: string): HeaderRules {
  const rules: Rule[] = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    if (line.startsWith(" ")) rules.at(-1)?.changes.push(readChange(line.trim()));
    else rules.push({ start: line.replace(/\*$/, ""), isOpen: line.endsWith("*"), changes: [] });
  }
  return (path) => {
    const headers = new Map<string, string>();
    for (const { start, isOpen, changes } of rules) {
      if (isOpen ? !path.startsWith(start) : path !== start) continue;
      for (const { name, value } of changes) {
        if (value === undefined) headers.delete(name);
        else headers.set(name, value);
      }
    }
    return Object.fromEntries(headers);
  };
}

function readChange(line: string): Change {
  if (line.startsWith("!")) return { name: line.slice(1).trim().toLowerCase(), value: undefined };
  const colon = line.indexOf(":");
  return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
}
