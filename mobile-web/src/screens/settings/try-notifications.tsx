// Has each machine send a notification now, and says of each what became of it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Fleet } from "../../first-load/phone-store.ts";
import type { Notifications, Tried } from "../../notifications/notifications.ts";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Key } from "../../state/identifiers.ts";
import { machineNames } from "../../state/machine-names.ts";
import { notificationWords as say } from "../../words/notification-words.ts";

interface Given {
  readonly fleet: Fleet;
  readonly keeper: Notifications;
}

export function TryNotifications({ fleet, keeper }: Given): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [tried, setTried] = useState<ReadonlyMap<Key, Tried>>(new Map());
  const { machines } = fleet.state.value;
  const names = machineNames(machines);
  const send = async () => {
    setAsking(true);
    const asked = [...machines.keys()].map(async (key) => {
      const became = await keeper.try(key).catch(() => "away" as const);
      return [key, became] as const;
    });
    setTried(new Map(await Promise.all(asked)));
    setAsking(false);
  };
  const tooOld = [...machines].flatMap(([key, { setup }]): [Key, Tried][] =>
    setup !== undefined && setup.pushes !== true ? [[key, "too-old"]] : [],
  );
  return (
    <>
      <Button testId="try-notifications" disabled={asking} onPress={() => void send()}>
        {say.tryNow}
      </Button>
      <div data-testid="tried" aria-live="polite">
        {[...new Map([...tooOld, ...tried])].map(([key, became]) => (
          <p key={key} class="note" data-became={became}>
            <UntrustedText text={names.get(key) ?? ""} strictness="prose" /> · {say.tried[became]}
          </p>
        ))}
      </div>
    </>
  );
}
