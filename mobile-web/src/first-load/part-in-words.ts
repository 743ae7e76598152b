// A small part of a page that is loaded when it is first shown, and with it its words in the language that is
// spoken.

import type { FunctionComponent, JSX } from "preact";
import { type PartOf, lazily } from "../parts/lazily.tsx";
import { translateNew } from "../words/book.ts";
import { missingPart } from "./missing-part.tsx";

export function partInWords<Name extends string, Given extends object>(
  load: PartOf<Name, Given>,
  name: Name,
  standIn: (isMissing: boolean, given: Given) => JSX.Element | null = missingPart,
): FunctionComponent<Given> {
  return lazily(async () => {
    const part = await load();
    await translateNew();
    return part[name];
  }, standIn);
}
