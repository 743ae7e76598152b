// One labelled part of a frozen action, its text shown character for character.

import type { ComponentChildren, JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";

interface PartGiven {
  readonly label: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Part({ label, children }: PartGiven): JSX.Element {
  return (
    <div class="action-part">
      <span class="label">{label}</span>
      <div class="action-text">{children}</div>
    </div>
  );
}

export function Exact({ text }: { readonly text: string }): JSX.Element {
  return <UntrustedText text={text} strictness="exact" />;
}
