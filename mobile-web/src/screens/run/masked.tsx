// Below what hides secrets: for owners the way to see one, for a moment. Each look stands in the machine's audit log.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { runWords } from "../../words/run-words.ts";
import type { Mask } from "./masks.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
}

const say = runWords.masks;
/** Long enough to be read, and not to be found there by somebody else. */
const seenMs = 30_000;

export function Masked({
  phone,
  run,
  masks,
}: Given & { readonly masks: readonly Mask[] }): JSX.Element {
  return (
    <div class="plan-entries" data-testid="masks">
      {masks.map((mask) => (
        <MaskLine key={mask.number} phone={phone} run={run} mask={mask} />
      ))}
    </div>
  );
}

type Shown =
  | { readonly kind: "hidden" | "asked" }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "seen"; readonly text: string };

function MaskLine({ phone, run, mask }: Given & { readonly mask: Mask }): JSX.Element {
  const { number } = mask;
  const [shown, show] = useState<Shown>({ kind: "hidden" });
  useEffect(() => {
    if (shown.kind !== "seen") return undefined;
    const timer = setTimeout(() => show({ kind: "hidden" }), seenMs);
    return () => clearTimeout(timer);
  }, [shown]);
  const look = async () => {
    show({ kind: "asked" });
    show(shownBy(await phone.port.ask({ t: "secret.reveal", run, number })));
  };
  const isSeen = shown.kind === "seen";
  return (
    <div class="grant" data-testid="mask">
      {isSeen ? (
        <code class="machine-line" data-testid="unmasked">
          <UntrustedText text={shown.text} strictness="exact" />
        </code>
      ) : (
        <UntrustedText text={say.hidden(mask.kind, number)} strictness="exact" />
      )}
      <span class="note" role="status">
        {isSeen && say.logged}
        {shown.kind === "refused" && shown.why}
      </span>
      <Button
        testId="reveal"
        label={(isSeen ? say.hideWhich : say.showWhich)(mask.kind, number)}
        disabled={shown.kind === "asked"}
        onPress={() => (isSeen ? show({ kind: "hidden" }) : void look())}
      >
        {isSeen ? say.hide : say.show}
      </Button>
    </div>
  );
}

function shownBy(answer: Awaited<ReturnType<Phone["port"]["ask"]>>): Shown {
  if (answer?.t === "secret") return { kind: "seen", text: answer.text };
  const why = answer?.t === "unanswered" ? runWords.outcomes[answer.code] : runWords.artifact.lost;
  return { kind: "refused", why };
}
