// The way to what stands behind the page of a list that is shown, and back. One page stands at a time, so that a list
// never grows beyond what a phone draws at ease.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { homeWords } from "../../words/home-words.ts";
import { pages } from "../sought.ts";

interface Given {
  /** The id of the list's heading. */
  readonly of: string;
  readonly page: number;
  readonly pageLength: number;
  readonly all: number;
  /** What comes first stands first: then the other pages are not earlier or later, but before and after. */
  readonly isQueue?: boolean;
}

const say = homeWords.pages;

export function Pages({ of, page, pageLength, all, isQueue = false }: Given): JSX.Element {
  const shown = useRef(page);
  // Another page begins at its beginning.
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    document.querySelector(`#${of}`)?.scrollIntoView({ block: "start" });
  }, [of, page]);
  const open = (to: number) => {
    pages.value = { ...pages.value, [of]: to };
  };
  const end = (page + 1) * pageLength;
  return (
    <div class="pages" data-testid={`${of}-pages`}>
      <p class="note" role="status">
        {say.shown(page * pageLength + 1, Math.min(all, end), all)}
      </p>
      <Button testId="show-later" disabled={page === 0} onPress={() => open(page - 1)}>
        {isQueue ? say.before : say.later}
      </Button>
      <Button testId="show-earlier" disabled={end >= all} onPress={() => open(page + 1)}>
        {isQueue ? say.after : say.earlier}
      </Button>
    </div>
  );
}
