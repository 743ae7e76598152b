// A sentence of ours with somebody else's texts in it. Only these are taken for untrusted: among our own
// words a letter beyond ASCII is no cause for alarm.

import type { JSX } from "preact";
import type { Strictness } from "./hidden-characters.ts";
import { UntrustedText } from "./untrusted-text.tsx";

interface Given {
  readonly say: (...texts: string[]) => string;
  readonly texts: readonly string[];
  readonly strictness: Strictness;
}

/** Private characters, which no sentence of ours holds, keep the places. */
const firstPlace = 0xe000;
const places = /([\ue000-\ue0ff])/;

export function Quoting({ say, texts, strictness }: Given): JSX.Element {
  const sentence = say(...texts.map((_, index) => String.fromCodePoint(firstPlace + index)));
  return (
    <>
      {sentence.split(places).map((part, index) => {
        const text = places.test(part) ? texts[part.charCodeAt(0) - firstPlace] : undefined;
        return text === undefined ? (
          part
        ) : (
          <UntrustedText key={index} text={text} strictness={strictness} />
        );
      })}
    </>
  );
}
