// The end of a phone's access: held, or after a tick for whoever cannot hold.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { HoldButton } from "../../parts/hold-button.tsx";
import { screenWords } from "../../words/screen-words.ts";

interface Given {
  readonly phone: Phone;
  readonly device: Uint8Array;
}

const say = screenWords.devices;

export function Revoke({ phone, device }: Given): JSX.Element {
  const [sure, setSure] = useState(false);
  const revoke = () => phone.port.give({ t: "device.revoke", device });
  return (
    <section class="sheet-apart" aria-label={say.revoke}>
      <p class="note">{say.revokeWhy}</p>
      {sure ? (
        <Button look="danger" testId="revoke" onPress={revoke}>
          {say.revoke}
        </Button>
      ) : (
        <HoldButton testId="revoke" disabled={false} onHeld={revoke}>
          {say.holdToRevoke}
        </HoldButton>
      )}
      <label class="check">
        <input
          type="checkbox"
          data-testid="sure"
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        {say.sure}
      </label>
    </section>
  );
}
