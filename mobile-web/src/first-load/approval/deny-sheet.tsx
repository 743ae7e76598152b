// Answers beyond yes and no: a denial with words, which the coding agent is told instead of a bare no; an approval
// for the whole run, where that is offered; and the denial of everything.

import type { ApprovalAsk } from "@longrein/protocol";
import type { JSX } from "preact";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { isAnswerable } from "../../state/approvability.ts";
import { frozenAction } from "../../state/frozen-action.ts";
import { keyOf } from "../../state/identifiers.ts";
import { mayCommand } from "../../state/may-command.ts";
import { wantsToBegin } from "../../state/wants-to-begin.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { ApproveAsking } from "./approve-asking.tsx";
import { GiveForRun } from "./approve-for-run.tsx";
import { DenyWithWords } from "./deny-with-words.tsx";
import type { MoreGiven } from "./more-given.ts";

interface Given extends MoreGiven {
  readonly onClose: () => void;
}

const say = runWords.deny;

export function DenySheet(given: Given): JSX.Element {
  const { phone, ask, mayApprove, onClose, onGiven } = given;
  const give = (act: () => void) => {
    act();
    onGiven();
    onClose();
  };
  const state = phone.state.value;
  const isLive = isAnswerable(state);
  const mayInstruct = mayCommand(state);
  const isApprover = state.machine?.approver !== false;
  const run = isPlan(ask) ? state.inbox.runs.get(keyOf(ask.run)) : undefined;
  const denyAll = () => phone.port.give({ t: "approvals.deny", run: ask.run });
  return (
    <Sheet
      title={words.answer.more}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="deny-sheet"
    >
      {mayInstruct && (
        <DenyWithWords
          isPlan={run !== undefined}
          disabled={!isLive}
          onDeny={(instead) => give(() => phone.port.answer(ask, "deny", { words: instead }))}
        />
      )}
      {run !== undefined && mayInstruct && isApprover && (
        <ApproveAsking
          phone={phone}
          ask={ask}
          run={run}
          disabled={!isLive || !mayApprove}
          onApproved={() => give(() => undefined)}
        />
      )}
      {ask.risk.level !== "low" && <GiveForRun {...given} onGiven={() => give(() => undefined)} />}
      <div class="sheet-apart">
        <Button look="danger" testId="deny-all" disabled={!isLive} onPress={() => give(denyAll)}>
          {say.all}
        </Button>
        <p class="note">{say.allWhy}</p>
      </div>
    </Sheet>
  );
}

function isPlan(ask: ApprovalAsk): boolean {
  const frozen = frozenAction(ask);
  return frozen.kind === "readable" && wantsToBegin(frozen.action);
}
