// Finds cycles among files and folders. At each folder its children, files and subfolders alike, are the
// nodes: a subfolder may use a file beside it, but then that file may not reach into the subfolder.

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

export interface Cycle {
  /** Files and folders in the order in which they import one another, the first again at the end. */
  readonly path: readonly string[];
  readonly example: Arrow;
}

export function findCycles(arrows: readonly Arrow[]): readonly Cycle[] {
  const levels = new Map<string, Map<string, Map<string, Arrow>>>();
  for (const arrow of arrows) {
    const [from, to, level] = children(arrow);
    if (from === to) continue;
    const graph = entry(levels, level, () => new Map<string, Map<string, Arrow>>());
    const targets = entry(graph, from, () => new Map<string, Arrow>());
    if (!targets.has(to)) targets.set(to, arrow);
  }
  return [...levels.values()].flatMap((graph) => cyclesOf(graph));
}

/** The two children of the deepest folder that holds both files, and that folder. */
function children({ from, to }: Arrow): readonly [from: string, to: string, level: string] {
  const a = from.split("/");
  const b = to.split("/");
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth] === b[depth]) depth++;
  const upTo = (parts: readonly string[], end: number): string => parts.slice(0, end).join("/");
  return [upTo(a, depth + 1), upTo(b, depth + 1), upTo(a, depth)];
}

/** One cycle for each knot: walks in depth, and reports the way back to a node that is still open. */
function cyclesOf(graph: ReadonlyMap<string, ReadonlyMap<string, Arrow>>): readonly Cycle[] {
  const found: Cycle[] = [];
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (node: string): void => {
    open.push(node);
    for (const [next, example] of graph.get(node) ?? []) {
      const start = open.indexOf(next);
      if (start !== -1) found.push({ path: [...open.slice(start), next], example });
      else if (!done.has(next)) visit(next);
    }
    open.pop();
    done.add(node);
  };
  for (const node of graph.keys()) if (!done.has(node)) visit(node);
  return found;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
