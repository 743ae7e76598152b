// A row that leads to another page.

import type { JSX } from "preact";
import { type Route, hrefOf } from "../first-load/route.ts";

interface Given {
  readonly to: Route;
  readonly name: string;
}

export function Way({ to, name }: Given): JSX.Element {
  return (
    <li class="row">
      <a class="way" data-testid={to.page} href={hrefOf(to)}>
        {name}
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M9.5 5.5L16 12l-6.5 6.5" class="back-stroke" />
        </svg>
      </a>
    </li>
  );
}
