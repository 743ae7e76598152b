// The denial of all that is asked, on all machines that this phone can answer now; with a question in between, and
// afterwards what came of each.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { type OpenOnMachine, openOn } from "../../state/deniable.ts";
import { type ToDeny, toDeny } from "../../state/denied-all.ts";
import { homeWords } from "../../words/home-words.ts";
import { runWords } from "../../words/run-words.ts";
import type { Fleet } from "../phone-store.ts";
import { DeniedAll } from "./denied-all.tsx";

const say = homeWords.denyAll;

type Step =
  | { readonly kind: "none" | "asking" }
  | { readonly kind: "given"; readonly denied: readonly ToDeny[] };

export function DenyAll({ fleet }: { readonly fleet: Fleet }): JSX.Element | null {
  const [step, go] = useState<Step>({ kind: "none" });
  const { machines } = fleet.state.value;
  const open = openOn(machines);
  const close = () => go({ kind: "none" });
  const deny = () => {
    const on = open.map(({ machine }) => machine);
    go({ kind: "given", denied: toDeny(machines, on) });
    for (const machine of on) fleet.of(machine).port.give({ t: "approvals.deny" });
  };
  if (step.kind === "given") {
    return <DeniedAll machines={machines} denied={step.denied} onClose={close} />;
  }
  if (open.length === 0) return null;
  return (
    <>
      <Button look="quiet" testId="deny-everything" onPress={() => go({ kind: "asking" })}>
        {say.button}
      </Button>
      {step.kind === "asking" && <Question open={open} onDeny={deny} onClose={close} />}
    </>
  );
}

interface Given {
  readonly open: readonly OpenOnMachine[];
  readonly onDeny: () => void;
  readonly onClose: () => void;
}

function Question({ open, onDeny, onClose }: Given): JSX.Element {
  const sum = (of: "approvals" | "runs") => open.reduce((all, each) => all + each[of], 0);
  return (
    <Sheet
      title={say.title(sum("approvals"))}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="deny-everything-sheet"
    >
      <p>{say.what(sum("runs"))}</p>
      <Button look="danger" testId="deny-everything-sure" onPress={onDeny}>
        {say.sure}
      </Button>
      <Button testId="deny-everything-keep" onPress={onClose}>
        {say.keep}
      </Button>
    </Sheet>
  );
}
