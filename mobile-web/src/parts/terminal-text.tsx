// What a program printed, in the colours that it gave it: text nodes in our own elements, as untrusted as any.

import type { JSX } from "preact";
import { type Look, colourRuns } from "./terminal-colours.ts";
import { UntrustedText } from "./untrusted-text.tsx";

export function TerminalText({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {colourRuns(text).map(({ text: shown, look }, index) => (
        <Styled key={index} look={look}>
          <UntrustedText text={shown} strictness="prose" />
        </Styled>
      ))}
    </>
  );
}

interface Given {
  readonly look: Look;
  readonly children: JSX.Element;
}

/** Elements rather than classes where HTML has one. */
function Styled({ look, children }: Given): JSX.Element {
  const { hue, ground, isStrong, isFaint, isSlanted, isUnderlined, isStruck } = look;
  const coloured = ground === undefined || ground === "grey" ? hue : ground;
  let shown = children;
  if (isUnderlined === true) shown = <u>{shown}</u>;
  if (isStruck === true) shown = <s>{shown}</s>;
  if (isSlanted === true) shown = <i>{shown}</i>;
  if (isStrong === true) shown = <b>{shown}</b>;
  if (ground !== undefined) shown = <mark>{shown}</mark>;
  const tone = coloured ?? (isFaint === true ? "faint" : undefined);
  return tone === undefined ? shown : <span class={`tone-${tone}`}>{shown}</span>;
}
