// The answer: Deny, and Approve by tap or, where the risk is high, by holding. After the answer only what
// the agent has said is shown.

import type { ApprovalAsk, Decision } from "@longrein/protocol";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { HoldButton } from "../../parts/hold-button.tsx";
import { type WhyNotHere, isAnswerable, mayDeny } from "../../state/approvability.ts";
import type { ApprovalStage } from "../../state/approval-stage.ts";
import { isRemembered } from "../../state/remembered.ts";
import { words } from "../../words/words.ts";
import { Held } from "../held.tsx";
import type { Phone } from "../phone-store.ts";
import { exactTime, sayHeard } from "../say-time.ts";
import { partInWords } from "../part-in-words.ts";
import { MoreAnswers } from "./more-answers.tsx";

interface Given {
  readonly phone: Phone;
  readonly ask: ApprovalAsk;
  readonly stage: Exclude<ApprovalStage, { readonly kind: "resolved" }>;
  readonly why: WhyNotHere | undefined;
  readonly armed: boolean;
  readonly seen: boolean;
}

const say = words.approval;
const NotHere = partInWords(() => import("../not-here.tsx"), "NotHere");

const Refused = partInWords(() => import("../refused.tsx"), "Refused");

const signWithinMs = 3_000;

export function Decide({ stage, ...given }: Given): JSX.Element {
  switch (stage.kind) {
    case "open":
      return (
        <>
          {stage.refused !== undefined && <Refused code={stage.refused} againAt={stage.againAt} />}
          <Buttons {...given} />
        </>
      );
    case "overdue":
      return <p class="fate">{say.overdue}</p>;
    case "held":
      return <Held phone={given.phone} fate={stage.fate} what={stage.decision} />;
    case "unclear":
      return (
        <p class="fate">
          <Glyph name="unclear" />
          {say.unclear}
        </p>
      );
    case "answering":
      return (
        <p class="fate" role="status" data-testid="answer-fate" data-progress={stage.progress}>
          <Glyph name={stage.progress === "queued" ? "offline" : "idle"} />
          {say.stage[stage.progress][stage.decision]} {exactTime(stage.at)}
        </p>
      );
  }
}

function Buttons({ phone, ask, why, armed, seen }: Omit<Given, "stage">): JSX.Element {
  const [read, setRead] = useState(false);
  const high = ask.risk.level === "high";
  const [given, give] = useGiven();
  const answer = (decision: Decision) => {
    phone.port.answer(ask, decision);
    give();
  };
  const state = phone.state.value;
  const isLive = isAnswerable(state);
  const asOf = isRemembered(state, "inbox") ? state.remembered?.asOf : undefined;
  const ready = armed && !given && isLive;
  const blocked = !ready || !seen;
  return (
    <>
      {asOf !== undefined && (
        <p class="decide-why" data-testid="as-of">
          {words.link.asOf(sayHeard(asOf))}
        </p>
      )}
      {!isLive && state.link.kind === "waiting" && <p class="decide-why">{say.away}</p>}
      {why !== undefined && <NotHere why={why} />}
      <div class="decide">
        {mayDeny(why) && (
          <Button testId="deny" disabled={!ready} onPress={() => answer("deny")}>
            {say.deny}
          </Button>
        )}
        {why === undefined &&
          (high && !read ? (
            <HoldButton testId="approve" disabled={blocked} onHeld={() => answer("approve")}>
              {say.holdToApprove}
            </HoldButton>
          ) : (
            <Button
              look="main"
              testId="approve"
              disabled={blocked}
              onPress={() => answer("approve")}
            >
              {say.approve}
            </Button>
          ))}
      </div>
      {mayDeny(why) && (
        <MoreAnswers
          phone={phone}
          ask={ask}
          disabled={given || !isLive}
          mayApprove={why === undefined && seen}
          onGiven={give}
        />
      )}
      {why === undefined && high && (
        <label class="check">
          <input
            type="checkbox"
            data-testid="have-read"
            checked={read}
            disabled={!seen}
            onChange={(event) => setRead(event.currentTarget.checked)}
          />
          {say.haveRead}
        </label>
      )}
      {/* Below, so that nothing moves under a finger once it goes. */}
      {why === undefined && isLive && !seen && <p class="decide-after">{say.notSeen}</p>}
    </>
  );
}

/** Signing takes a moment, in which a second tap must not answer twice; without a sign, it may be tried again. */
function useGiven(): readonly [boolean, () => void] {
  const [given, setGiven] = useState(false);
  const give = () => {
    setGiven(true);
    setTimeout(() => setGiven(false), signWithinMs);
  };
  return [given, give];
}
