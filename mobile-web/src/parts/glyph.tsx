// State by shape; colour only repeats it. Drawn, so that they look alike on every phone.

import type { JSX } from "preact";

export type GlyphName =
  | "waiting"
  | "running"
  | "idle"
  | "failed"
  | "done"
  | "stopped"
  | "unclear"
  | "offline";

const shapes: Readonly<Record<GlyphName, JSX.Element>> = {
  waiting: <rect x="2" y="2" width="10" height="10" rx="1.5" fill="currentColor" />,
  running: <circle cx="7" cy="7" r="5" fill="currentColor" />,
  idle: <circle cx="7" cy="7" r="4.25" class="outline" />,
  failed: <path d="M2.5 2.5l9 9m0-9l-9 9" class="outline heavy" />,
  done: <path d="M1.75 7.5l3.5 3.75 7-8.5" class="outline heavy" />,
  stopped: <rect x="2.75" y="2.75" width="8.5" height="8.5" rx="1" class="outline" />,
  unclear: <path d="M7 1.5L12.5 7 7 12.5 1.5 7z" class="outline" />,
  offline: <circle cx="7" cy="7" r="4.75" class="outline dashed" />,
};

export function Glyph({ name }: { readonly name: GlyphName }): JSX.Element {
  return (
    <svg
      class={`glyph glyph-${name}`}
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  );
}
