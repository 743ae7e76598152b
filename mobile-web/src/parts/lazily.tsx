// A part that is loaded when it is first shown. What did not come is asked for again when it is shown again.

import { signal } from "@preact/signals";
import type { FunctionComponent, JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** A module that has the part under this name. Named so, it takes the build least to say what of it is wanted. */
export type PartOf<Name extends string, Given extends object> = () => Promise<
  Readonly<Record<Name, FunctionComponent<Given>>>
>;

/** `standIn` is what stands in its place, for the same that was given, until it has come, or since it did not. */
export function lazily<Given extends object>(
  load: () => Promise<FunctionComponent<Given>>,
  standIn: (isMissing: boolean, given: Given) => JSX.Element | null,
): FunctionComponent<Given> {
  const part = signal<FunctionComponent<Given> | "missing" | undefined>(undefined);
  const ask = () => {
    if (typeof part.peek() === "function") return;
    part.value = undefined;
    load().then(
      (loaded) => (part.value = loaded),
      () => (part.value = "missing"),
    );
  };
  return (given) => {
    useLayoutEffect(ask, []);
    const Part = part.value;
    return typeof Part === "function" ? <Part {...given} /> : standIn(Part === "missing", given);
  };
}
