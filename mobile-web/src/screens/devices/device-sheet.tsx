// One phone: by what it is told apart from others, and for owners its name, its role and its end.

import type { Role } from "@longrein/protocol";
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { keyOf } from "../../state/identifiers.ts";
import { dayAndTime } from "../../words/measures.ts";
import { screenWords } from "../../words/screen-words.ts";
import { fittingName } from "../fitting-name.ts";
import { NameField } from "../name-field.tsx";
import { sayRights } from "../say-rights.ts";
import { type Device, DeviceFate } from "./device-fate.tsx";
import { Revoke } from "./revoke.tsx";

interface Given {
  readonly phone: Phone;
  readonly device: Device;
}

const say = screenWords.devices;
const roles: readonly Role[] = ["viewer", "operator", "owner"];

export function DeviceSheet({
  phone,
  device,
  onClose,
}: Given & { readonly onClose: () => void }): JSX.Element {
  const { machine } = phone.state.value;
  const isOwn = machine?.device === keyOf(device.device);
  const title = <UntrustedText text={device.name} strictness="prose" />;
  return (
    <Sheet title={title} closeLabel={say.close} onClose={onClose} testId="device-sheet">
      <DeviceFate phone={phone} device={device} />
      <dl class="facts">
        <div>
          <dt>{say.words}</dt>
          <dd class="key-words" data-testid="key-words">
            <UntrustedText text={device.words} strictness="exact" />
          </dd>
          <dd class="note">{say.wordsWhy}</dd>
        </div>
        <div>
          <dt>{say.paired}</dt>
          <dd>{dayAndTime(device.pairedAt - (machine?.clockAheadMs ?? 0))}</dd>
        </div>
      </dl>
      {machine?.role === "owner" ? (
        <>
          <Rename phone={phone} device={device} />
          {isOwn ? (
            <p class="note">{say.own}</p>
          ) : (
            <>
              <RoleChoice phone={phone} device={device} />
              <ApproverChoice phone={phone} device={device} />
              <Revoke phone={phone} device={device.device} />
            </>
          )}
        </>
      ) : (
        <p class="note">{say.onlyOwners}</p>
      )}
    </Sheet>
  );
}

function Rename({ phone, device }: Given): JSX.Element {
  const [typed, setTyped] = useState(device.name);
  const name = fittingName(typed);
  const rename = () => phone.port.give({ t: "device.rename", device: device.device, name });
  return (
    <div class="with-button">
      <NameField label={say.name} testId="device-name" value={typed} onChange={setTyped} />
      <Button testId="rename" disabled={name === "" || name === device.name} onPress={rename}>
        {say.rename}
      </Button>
    </div>
  );
}

/** What is ticked is what the machine has confirmed, never the tap. */
function RoleChoice({ phone, device }: Given): JSX.Element {
  const asked = phone.state.value.commands.devices.get(keyOf(device.device));
  const now = device.role;
  return (
    <section class="choices" aria-label={say.role}>
      <h3 class="label">{say.role}</h3>
      {roles.map((role) => (
        <Choice
          key={role}
          testId={`role-${role}`}
          isSo={role === now}
          disabled={role === "owner"}
          onPress={() =>
            role !== now && phone.port.give({ t: "device.role", device: device.device, role })
          }
        >
          {say.roles[role]}
          <span class="choice-says">{sayRights(role === now ? device : { role })}</span>
          {asked?.role === role && role !== now && asked.progress !== "failed" && (
            <span class="choice-says">{say.asked}</span>
          )}
        </Choice>
      ))}
      <p class="note">{say.ownersAtMachine}</p>
    </section>
  );
}

/** A machine that does not tell knows of no such right. */
function ApproverChoice({ phone, device }: Given): JSX.Element | null {
  const { device: id, role, approver } = device;
  if (approver === undefined) return null;
  return (
    <section class="choices" aria-label={say.approves}>
      <Choice
        testId="approver"
        isSo={approver}
        disabled={role === "owner"}
        onPress={() => phone.port.give({ t: "device.role", device: id, role, approver: !approver })}
      >
        {say.approves}
      </Choice>
    </section>
  );
}

interface ChoiceGiven {
  readonly testId: string;
  readonly isSo: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

function Choice({ testId, isSo, disabled, onPress, children }: ChoiceGiven): JSX.Element {
  return (
    <button
      type="button"
      class="choice"
      data-testid={testId}
      aria-pressed={isSo}
      disabled={disabled}
      onClick={onPress}
    >
      {isSo ? <Glyph name="done" /> : <span class="glyph-space" />}
      <span>{children}</span>
    </button>
  );
}
