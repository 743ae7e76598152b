// Pairing, from a link to the code that is typed at the machine.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { missingPart } from "../../first-load/missing-part.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { lazily } from "../../parts/lazily.tsx";
import type { PairingFailure } from "../../state/fleet-port.ts";
import { pairingWords } from "../../words/pairing-words.ts";
import { CheckCode } from "./check-code.tsx";
import { holdInTab } from "./hold-in-tab.ts";
import { Mark } from "./mark.tsx";
import { PairingForm } from "./pairing-form.tsx";

const say = pairingWords;
/** Below all else, and most need it not: nobody waits for it. */
const LanguageChoice = lazily(
  async () => (await import("../language-choice.tsx")).LanguageChoice,
  missingPart,
);

export function PairingScreen({ fleet, desk }: ScreenGiven): JSX.Element {
  const { pairing } = fleet.state.value;
  const isUnderWay = pairing.kind === "connecting" || pairing.kind === "check-code";
  const held = isUnderWay ? "" : desk.link.value;
  useEffect(() => (held === undefined ? undefined : holdInTab(held)), [held]);
  switch (pairing.kind) {
    case "check-code":
      return <CheckCode key={pairing.code} code={pairing.code} secondsLeft={pairing.secondsLeft} />;
    case "connecting":
      return (
        <main class="page plain-page">
          <Mark />
          <div class="stack">
            <h1>{say.title}</h1>
            <p class="lead" role="status">
              {say.pairing}
            </p>
            <div class="link" data-link="dialling" />
          </div>
        </main>
      );
    case "none":
    case "paired":
    case "failed":
      return (
        <main class="page plain-page">
          <Mark />
          {pairing.kind === "failed" && desk.read.value !== pairing && (
            <Failure reason={pairing.reason} />
          )}
          {pairing.kind === "none" && desk.link.value === "" && <Failure reason="broken-off" />}
          <PairingForm fleet={fleet} desk={desk} />
          <LanguageChoice />
        </main>
      );
  }
}

function Failure({ reason }: { readonly reason: PairingFailure }): JSX.Element {
  const { title, todo } = say.failed[reason];
  return (
    <div class="failure" role="alert" data-testid="pairing-failure" data-reason={reason}>
      <Glyph name="failed" />
      <p class="failure-title">{title}</p>
      <p class="failure-todo">{todo}</p>
    </div>
  );
}
