// Which phones of a machine are called as another is: only the words of their keys tell these apart.

interface Named {
  readonly name: string;
}

export function namesakes<Device extends Named>(devices: readonly Device[]): ReadonlySet<Device> {
  const named = Map.groupBy(devices, ({ name }) => looks(name));
  return new Set([...named.values()].filter((alike) => alike.length > 1).flat());
}

const looks = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
