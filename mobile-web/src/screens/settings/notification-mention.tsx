// Said at the end of the first page of the app on the home screen, to who has not decided about notifications. Once: it
// is gone for good when they are turned on, or are not wanted now.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Fleet } from "../../first-load/phone-store.ts";
import { keepPreference, preference } from "../../first-load/preferences.ts";
import { Button } from "../../parts/button.tsx";
import { notificationWords as say } from "../../words/notification-words.ts";
import { keepNotifications } from "../../notifications/keep-notifications.ts";

type Stage = "open" | "asking" | "decided" | "gone";

export function NotificationMention({ fleet }: { readonly fleet: Fleet }): JSX.Element | null {
  const [keeper] = useState(() => keepNotifications(fleet));
  const [stage, setStage] = useState<Stage>(() =>
    preference("mention") === undefined ? "open" : "gone",
  );
  const { kind } = keeper.standing.value;
  if (stage === "gone" || (stage === "open" && kind !== "off")) return null;
  const decide = (then: Stage) => {
    keepPreference("mention", "read");
    setStage(then);
  };
  const turnOn = async () => {
    setStage("asking");
    await keeper.turnOn();
    decide("decided");
  };
  return (
    <section class="section stack-tight" aria-labelledby="mention-head" data-testid="mention">
      <h2 id="mention-head">{say.title}</h2>
      <p role="status">{stage === "decided" ? say.standing[kind] : say.mention.why}</p>
      {stage !== "decided" && (
        <div class="decide">
          <Button testId="mention-later" onPress={() => decide("gone")}>
            {say.mention.later}
          </Button>
          <Button
            look="main"
            testId="mention-on"
            disabled={stage === "asking"}
            onPress={() => void turnOn()}
          >
            {say.mention.turnOn}
          </Button>
        </div>
      )}
    </section>
  );
}
