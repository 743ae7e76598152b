// What a reader has opened or closed, kept by name while the row it belongs to is out of sight.

import { useState } from "preact/hooks";

export type Opened = Map<string, boolean>;

export function useOpened(
  opened: Opened,
  name: string,
  atFirst: boolean,
): readonly [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(opened.get(name));
  const change = (next: boolean) => {
    opened.set(name, next);
    setOpen(next);
  };
  return [open ?? atFirst, change];
}
