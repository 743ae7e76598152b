// The denial of all that is asked, on all machines that this phone can answer now; with a question in between.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { type OpenOnMachine, openOn } from "../../state/deniable.ts";
import { homeWords } from "../../words/home-words.ts";
import { runWords } from "../../words/run-words.ts";
import type { Fleet } from "../phone-store.ts";

const say = homeWords.denyAll;

export function DenyAll({ fleet }: { readonly fleet: Fleet }): JSX.Element | null {
  const [isAsking, ask] = useState(false);
  const open = openOn(fleet.state.value.machines);
  const close = () => ask(false);
  if (open.length === 0) return null;
  return (
    <>
      <Button look="quiet" testId="deny-everything" onPress={() => ask(true)}>
        {say.button}
      </Button>
      {isAsking && <Question fleet={fleet} open={open} onClose={close} />}
    </>
  );
}

interface Given {
  readonly fleet: Fleet;
  readonly open: readonly OpenOnMachine[];
  readonly onClose: () => void;
}

function Question({ fleet, open, onClose }: Given): JSX.Element {
  const sum = (of: "approvals" | "runs") => open.reduce((all, each) => all + each[of], 0);
  const deny = () => {
    for (const { machine } of open) fleet.of(machine).port.give({ t: "approvals.deny" });
    onClose();
  };
  return (
    <Sheet
      title={say.title(sum("approvals"))}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="deny-everything-sheet"
    >
      <p>{say.what(sum("runs"))}</p>
      <Button look="danger" testId="deny-everything-sure" onPress={deny}>
        {say.sure}
      </Button>
      <Button testId="deny-everything-keep" onPress={onClose}>
        {say.keep}
      </Button>
    </Sheet>
  );
}
