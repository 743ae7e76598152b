// The bar of a pushed page: back, and what the page is.

import type { ComponentChildren, JSX } from "preact";
import { words } from "../words/words.ts";
import { hrefOf } from "./route.ts";

interface Given {
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function Bar({ title, children }: Given): JSX.Element {
  return (
    <div class="bar">
      <a class="back" href={hrefOf({ page: "home" })} aria-label={words.app.back}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M14.5 5.5L8 12l6.5 6.5" class="back-stroke" />
        </svg>
      </a>
      <h1 class="bar-title">{title}</h1>
      {children}
    </div>
  );
}
