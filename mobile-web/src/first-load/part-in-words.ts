// A small part of a page that is loaded when it is first shown, and with it its words in the language that is
// spoken.

import type { FunctionComponent } from "preact";
import { lazily } from "../parts/lazily.tsx";
import { translateNew } from "../words/book.ts";
import { missingPart } from "./missing-part.tsx";

export function partInWords<Given extends object>(
  load: () => Promise<FunctionComponent<Given>>,
): FunctionComponent<Given> {
  return lazily(async () => {
    const part = await load();
    await translateNew();
    return part;
  }, missingPart);
}
