// Notifications: off until somebody turns them on, and in words why they are not where they are not.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Fleet } from "../../first-load/phone-store.ts";
import { keepNotifications } from "../../notifications/keep-notifications.ts";
import type { Standing } from "../../notifications/notifications.ts";
import { notificationWords as say } from "../../words/notification-words.ts";
import { TryNotifications } from "./try-notifications.tsx";

const kinds = ["approvals", "questions", "endings"] as const;

export function NotificationChoices({ fleet }: { readonly fleet: Fleet }): JSX.Element {
  const [keeper] = useState(() => keepNotifications(fleet));
  const [asking, setAsking] = useState(false);
  // Somebody may have been in the browser's own settings.
  useEffect(() => keeper.look(), [keeper]);
  const standing = keeper.standing.value;
  const turn = async (on: boolean) => {
    setAsking(true);
    await (on ? keeper.turnOn() : keeper.turnOff());
    setAsking(false);
  };
  return (
    <section class="section stack-tight" aria-labelledby="notifications-head">
      <h2 id="notifications-head">{say.title}</h2>
      <label class="check">
        <input
          type="checkbox"
          data-testid="notifications"
          checked={standing.kind === "on"}
          disabled={asking || !isOffered(standing)}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
        <span>{say.turn}</span>
      </label>
      <p class="note" role="status" data-testid="notifications-say" data-standing={standing.kind}>
        {say.standing[standing.kind]}
      </p>
      {standing.kind === "on" && (
        <>
          {kinds.map((kind) => (
            <label key={kind} class="check">
              <input
                type="checkbox"
                data-testid={`notify-${kind}`}
                checked={standing.kinds[kind]}
                onChange={(event) => keeper.choose({ [kind]: event.currentTarget.checked })}
              />
              <span>{say.kinds[kind]}</span>
            </label>
          ))}
          <TryNotifications fleet={fleet} keeper={keeper} />
        </>
      )}
    </section>
  );
}

function isOffered({ kind }: Standing): boolean {
  return kind === "on" || kind === "off" || kind === "failed";
}
