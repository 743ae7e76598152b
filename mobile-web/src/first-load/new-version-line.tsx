// Says once, at the end of the first page, that a newer version is there. Nothing pops up for it, and nothing
// is loaded anew while an answer is on its way.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { isAnsweringAny } from "../state/answering.ts";
import { runWords } from "../words/run-words.ts";
import { words } from "../words/words.ts";
import { reloadApp } from "./new-version.ts";
import type { Fleet } from "./phone-store.ts";

export interface NewVersionGiven {
  readonly fleet: Fleet;
}

export function NewVersionLine({ fleet }: NewVersionGiven): JSX.Element | null {
  const idle = () => !isAnsweringAny(fleet.state.peek().machines);
  if (isAnsweringAny(fleet.state.value.machines)) return null;
  return (
    <div class="new-version" role="status" data-testid="new-version">
      <span>{runWords.newVersion}</span>
      <Button look="quiet" onPress={() => void reloadApp(idle)}>
        {words.app.reload}
      </Button>
    </div>
  );
}
