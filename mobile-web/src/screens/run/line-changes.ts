// How one list of lines becomes another: what both begin and end with stays, and between as much as possible.

export interface LineChange {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Pairs of lines that are compared; of more, all that is between goes and comes. */
const pairsMax = 1_000_000;

export function lineChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...before.slice(0, start).map(signed(" ")),
    ...between(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(signed(" ")),
  ];
}

function between(before: readonly string[], after: readonly string[]): LineChange[] {
  const width = after.length + 1;
  if (before.length * after.length > pairsMax) {
    return [...before.map(signed("-")), ...after.map(signed("+"))];
  }
  // Of each pair of places, how many lines may stay from there on.
  const stay = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => stay[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const same = before[i] === after[j];
      stay[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: LineChange[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const [old, fresh] = [before[i], after[j]];
    const stays = old === fresh;
    const goes = fresh === undefined || (old !== undefined && at(i + 1, j) >= at(i, j + 1));
    changes.push({
      sign: stays ? " " : goes ? "-" : "+",
      text: (goes || stays ? old : fresh) ?? "",
    });
    if (stays || goes) i++;
    if (stays || !goes) j++;
  }
  return changes;
}

const signed =
  (sign: LineChange["sign"]) =>
  (text: string): LineChange => ({ sign, text });
