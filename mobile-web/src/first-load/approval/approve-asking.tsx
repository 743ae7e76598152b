// A plan begun under a stricter hand: the run's profile is lowered first, and the plan approved once the machine has
// said that this holds. It is offered where something would go ahead unasked.

import type { ApprovalAsk } from "@longrein/protocol";
import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { isUnderWay } from "../../state/commands.ts";
import type { Run } from "../../state/inbox.ts";
import { settingsOf } from "../../state/run-settings.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import type { Phone } from "../phone-store.ts";
import { WhyNot } from "../why-not.tsx";
import { type AskingStage, stepAsking } from "./asking-stage.ts";

interface Given {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  readonly run: Run;
  readonly disabled: boolean;
  readonly onApproved: () => void;
}

const say = runWords.plan;

export function ApproveAsking({ phone, ask, run, disabled, onApproved }: Given): JSX.Element {
  const state = phone.state.value;
  const { profile = "strict" } = settingsOf(state, run);
  const fate = state.commands.settings.get(run.key);
  const isBusy = fate !== undefined && isUnderWay(fate);
  const [stage, setStage] = useState<AskingStage>("offered");
  useLayoutEffect(() => {
    const next = stepAsking(stage, fate);
    if (next === stage) return;
    setStage(next);
    if (next !== "lowered") return;
    phone.port.answer(ask, "approve");
    onApproved();
  }, [stage, fate, phone, ask, onApproved]);
  const lower = () => {
    phone.port.give({ t: "run.set", run: run.id, profile: "balanced" });
    setStage("asked");
  };
  return (
    <div class="sheet-apart">
      <p class="note">
        {say.goesOn}
        {words.app.colon}
        {runWords.settings.profileSays[profile]}
      </p>
      {(profile === "trusted" || stage !== "offered") && (
        <>
          <Button
            testId="approve-asking"
            disabled={disabled || isBusy || (stage !== "offered" && stage !== "failed")}
            onPress={lower}
          >
            {say.approve}
          </Button>
          <p class="note">{say.asks}</p>
        </>
      )}
      {stage === "failed" && fate && (
        <p class="warning" role="alert">
          {runWords.settings.failed("")}
          <WhyNot {...fate} />
        </p>
      )}
    </div>
  );
}
