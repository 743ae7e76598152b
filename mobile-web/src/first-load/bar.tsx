// The bar of a pushed page: back, and what the page is.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "../styles/phone-pages.css";
import { words } from "../words/words.ts";
import { type Route, hrefOf } from "./route.ts";

interface Given {
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Where "back" leads; else the first page. */
  readonly back?: Route;
}

export function Bar({ title, children, back = { page: "home" } }: Given): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever listens to the screen hears which page came, and goes on from its beginning.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="bar">
      <a class="back" href={hrefOf(back)} aria-label={words.app.back}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M14.5 5.5L8 12l6.5 6.5" class="back-stroke" />
        </svg>
      </a>
      <h1 ref={heading} class="bar-title" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
