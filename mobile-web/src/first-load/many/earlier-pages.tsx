// The way to runs that ended before those that are shown, and back. One page stands at a time, so that the list
// never grows beyond what a phone draws at ease.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { homeWords } from "../../words/home-words.ts";
import { pageOfEarlier } from "../sought.ts";

interface Given {
  readonly page: number;
  readonly last: number;
  readonly pageLength: number;
  readonly all: number;
}

const say = homeWords.pages;

export function EarlierPages({ page, last, pageLength, all }: Given): JSX.Element {
  const shown = useRef(page);
  // Another page begins at its beginning.
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    document.querySelector("#earlier")?.scrollIntoView({ block: "start" });
  }, [page]);
  const open = (to: number) => {
    pageOfEarlier.value = to;
  };
  return (
    <div class="pages" data-testid="earlier-pages">
      <p class="note" role="status">
        {say.shown(page * pageLength + 1, Math.min(all, (page + 1) * pageLength), all)}
      </p>
      <Button testId="show-later" disabled={page === 0} onPress={() => open(page - 1)}>
        {say.later}
      </Button>
      <Button testId="show-earlier" disabled={page === last} onPress={() => open(page + 1)}>
        {say.earlier}
      </Button>
    </div>
  );
}
