// The link has ended for good: why, and the one thing to do about it.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { reloadApp } from "../../first-load/new-version.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

export function EndedScreen({ phone }: ScreenGiven): JSX.Element | null {
  const { link } = phone.state.value;
  if (link.kind !== "ended" || link.reason === "incomplete") return null;
  const say = screenWords.ended[link.reason];
  return (
    <main class="page plain-page" data-testid="ended" data-reason={link.reason}>
      <div class="failure" role="alert">
        <Glyph name="failed" />
        <h1 class="failure-title">{say.title}</h1>
        <p class="failure-todo">{say.what}</p>
        {link.detail !== undefined && (
          <p class="failure-todo">
            <UntrustedText text={link.detail} strictness="prose" />
          </p>
        )}
        <p class="failure-todo">{say.todo}</p>
      </div>
      <WayOut phone={phone} reason={link.reason} />
    </main>
  );
}

type Reason = keyof typeof screenWords.ended &
  ("revoked" | "update-required" | "storage" | "unpaired");

function WayOut({
  phone,
  reason,
}: {
  readonly phone: Phone;
  readonly reason: Reason;
}): JSX.Element | null {
  switch (reason) {
    case "update-required":
      return (
        <Button look="main" onPress={() => void reloadApp()}>
          {words.app.reload}
        </Button>
      );
    case "revoked":
    case "unpaired":
      return (
        <Button look="main" testId="pair-again" onPress={() => void phone.port.unpair()}>
          {screenWords.ended.pairAgain}
        </Button>
      );
    case "storage":
      return null; // nothing here can help
  }
}
