// The phones that are paired with this machine, and what an owner can do about them.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { exactTime } from "../../first-load/say-time.ts";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { type Key, keyOf } from "../../state/identifiers.ts";
import { namesakes } from "../../state/namesakes.ts";
import { dayAndTime } from "../../words/measures.ts";
import { screenWords } from "../../words/screen-words.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { isUnusual, sayRights } from "../say-rights.ts";
import { type Told, useAnswer } from "../use-answer.ts";
import { DeviceSheet } from "./device-sheet.tsx";
import { type Device, DeviceFate } from "./device-fate.tsx";

const say = screenWords.devices;
const listDevices = { t: "devices.list" } as const;

export function DevicesScreen({ phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const told = useAnswer(phone, listDevices, state.commands.devices);
  return (
    <div class="page">
      <header>
        <Bar title={say.title} back={{ page: "device", machine: phone.machine }} />
        <LinkLine state={state} />
      </header>
      <main>
        {told === undefined ? (
          <p class="empty">{state.link.kind === "ready" ? say.asking : words.home.unknown}</p>
        ) : (
          <Devices phone={phone} told={told} />
        )}
      </main>
    </div>
  );
}

function Devices({ phone, told }: { readonly phone: Phone; readonly told: Told }): JSX.Element {
  const [open, setOpen] = useState<Key | undefined>(undefined);
  const { answer, at } = told;
  if (answer.t !== "devices") {
    const code = answer.t === "unanswered" ? answer.code : undefined;
    return (
      <p class="empty" role="alert">
        {say.notShown(runWords.outcomes[code ?? "unknown"])}
      </p>
    );
  }
  const alike = namesakes(answer.devices);
  const opened = answer.devices.find(({ device }) => keyOf(device) === open);
  return (
    <>
      <ul class="rows rows-joined" data-testid="devices">
        {answer.devices.map((device) => (
          <li class="row" key={keyOf(device.device)}>
            <DeviceRow
              phone={phone}
              device={device}
              isNamesake={alike.has(device)}
              onOpen={setOpen}
            />
          </li>
        ))}
      </ul>
      <p class="note as-of">{words.link.asOf(exactTime(at))}</p>
      {opened !== undefined && (
        <DeviceSheet phone={phone} device={opened} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

interface RowGiven {
  readonly phone: Phone;
  readonly device: Device;
  /** Another phone is called as this one is. */
  readonly isNamesake: boolean;
  readonly onOpen: (key: Key) => void;
}

function DeviceRow({ phone, device, isNamesake, onOpen }: RowGiven): JSX.Element {
  const { name, role, here } = device;
  const key = keyOf(device.device);
  const isOwn = phone.state.value.machine?.device === key;
  return (
    <>
      <button
        type="button"
        class="row-link row-button"
        data-testid="device-row"
        data-own={isOwn}
        onClick={() => onOpen(key)}
      >
        <Glyph name={here ? "running" : "idle"} />
        <span>
          <span class="row-title">
            <UntrustedText text={name} strictness="prose" />
          </span>
          <span class="row-about">
            {say.roles[role]}
            {isUnusual(device) && words.app.colon + sayRights(device)}
            {isOwn && words.app.comma + say.thisPhone}
          </span>
          {isNamesake && (
            <span class="row-about" data-testid="namesake">
              {say.namesake}
              {words.app.colon}
              <UntrustedText text={device.words} strictness="exact" />
            </span>
          )}
          <span class="row-about">{presenceOf(phone, device)}</span>
        </span>
      </button>
      <DeviceFate phone={phone} device={device} />
    </>
  );
}

function presenceOf(phone: Phone, { here, seenAt }: Device): string {
  if (here) return say.here;
  if (seenAt === undefined) return say.neverSeen;
  return say.seen(dayAndTime(seenAt - (phone.state.value.machine?.clockAheadMs ?? 0)));
}
