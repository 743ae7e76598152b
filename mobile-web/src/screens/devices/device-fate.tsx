// What became of the last change that was asked for a phone, until the list shows it.

import type { AgentMessage } from "@longrein/protocol";
import type { JSX } from "preact";
import { Held } from "../../first-load/held.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { WhyNot } from "../../first-load/why-not.tsx";
import { keyOf } from "../../state/identifiers.ts";
import { screenWords } from "../../words/screen-words.ts";

export type Device = Extract<AgentMessage, { t: "devices" }>["devices"][number];

interface Given {
  readonly phone: Phone;
  readonly device: Device;
}

const say = screenWords.devices;

export function DeviceFate({ phone, device }: Given): JSX.Element | null {
  const fate = phone.state.value.commands.devices.get(keyOf(device.device));
  if (fate === undefined) return null;
  if (fate.waiting?.for === "a-word") {
    return <Held phone={phone} fate={fate} what="device" />;
  }
  const failed = fate.progress === "failed" || fate.progress === "indeterminate";
  return failed ? (
    <p class="warning" role="alert" data-testid="device-refused">
      {say.failed("")}
      <WhyNot {...fate} />
    </p>
  ) : (
    <p class="note row-note" role="status">
      {say.underWay}
    </p>
  );
}
