// In words, how the app comes onto the home screen of this phone; where the browser offers it, by a button.

import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../parts/button.tsx";
import { installingWords as say } from "../../words/installing-words.ts";
import { installOffer } from "./install-offer.ts";
import { installStanding, isStandalone, isTabOnIos } from "./install-standing.ts";

/** While this page is open. */
const accepted = signal(false);

export function InstallWays(): JSX.Element {
  const standing = installStanding({
    isStandalone: isStandalone(),
    isTabOnIos: isTabOnIos(),
    isOffered: installOffer.value !== undefined,
    wasAccepted: accepted.value,
  });
  return (
    <div class="stack-tight" data-testid="install-ways" data-standing={standing}>
      <p class="note" role="status">
        {say.standing[standing]}
        {standing === "by-share-sheet" && <ShareSign />}
      </p>
      {standing === "by-share-sheet" && (
        <>
          <p class="note">{say.iosForgets}</p>
          <p class="note">{say.iosAnew}</p>
        </>
      )}
      {standing === "offered" && (
        <Button testId="install" onPress={() => void install()}>
          {say.install}
        </Button>
      )}
    </div>
  );
}

/** An offer is good for one time, whatever is answered. */
async function install(): Promise<void> {
  const offer = installOffer.value;
  installOffer.value = undefined;
  if (offer === undefined || !("prompt" in offer) || typeof offer.prompt !== "function") return;
  const answer: unknown = await Reflect.apply(offer.prompt, offer, []);
  const outcome = typeof answer === "object" && answer !== null && "outcome" in answer;
  accepted.value = outcome && answer.outcome === "accepted";
}

function ShareSign(): JSX.Element {
  return (
    <svg class="glyph in-text" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <path d="M4.5 5.5h-2v7h9v-7h-2M7 9V1.5M4.5 4L7 1.5 9.5 4" class="outline" />
    </svg>
  );
}
