// A plan, drawn to be read. Its exact text is one press away, and stands there first where drawing it would leave
// something out; either is all of what is signed, with the place where the coding agent keeps it.

import type { ToolAction } from "@longrein/protocol";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { leavesOut } from "../../parts/markdown/leaves-out.ts";
import { Prose } from "../../parts/markdown/prose.tsx";
import { planOf } from "../../state/plan-of.ts";
import "../../styles/run.css";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { Exact, Part } from "./part.tsx";
import { ToolInput } from "./tool-input.tsx";

const say = runWords.plan;
const sayProse = { ...words.app, earlier: "" };

export function PlanView({ action }: { readonly action: ToolAction }): JSX.Element {
  const proposed = useMemo(() => planOf(action), [action]);
  const odd = useMemo(() => proposed !== undefined && leavesOut(proposed.plan), [proposed]);
  const [exact, setExact] = useState(odd);
  if (proposed === undefined) return <ToolInput action={action} />;
  return (
    <>
      <div class="action-part" data-testid="plan-text" data-exact={exact}>
        {odd && <p class="note">{say.odd}</p>}
        {exact ? (
          <div class="action-text">
            <Exact text={proposed.plan} />
          </div>
        ) : (
          <Prose text={proposed.plan} say={sayProse} whole />
        )}
        <Button look="quiet" testId="plan-other-view" onPress={() => setExact(!exact)}>
          {exact ? say.drawn : say.exact}
        </Button>
      </div>
      <Part label={say.file}>
        <Exact text={proposed.planFilePath} />
      </Part>
      <Part label={words.approval.folder}>
        <Exact text={action.cwd} />
      </Part>
    </>
  );
}
