// The ways to the answers that need a page of their own, which are loaded when there is one to give.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { words } from "../../words/words.ts";
import { partInWords } from "../part-in-words.ts";
import type { MoreGiven } from "./more-given.ts";

const Sheet = partInWords(() => import("./deny-sheet.tsx"), "DenySheet");

const ForRun = partInWords(() => import("./approve-for-run.tsx"), "ForRun");

export function MoreAnswers(given: MoreGiven): JSX.Element {
  // Another number each time, so that it is asked for again if it did not come.
  const [opened, setOpened] = useState(0);
  return (
    <>
      <Button
        look="quiet"
        testId="deny-more"
        disabled={given.disabled}
        onPress={() => setOpened(opened + 1)}
      >
        {words.answer.more}
      </Button>
      {opened > 0 && <Sheet key={opened} {...given} onClose={() => setOpened(0)} />}
      {given.ask.forRun && <ForRun {...given} />}
    </>
  );
}
