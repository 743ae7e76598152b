// Name the phone and pair; without a link, the way to get one and a field to paste it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { CommandLine } from "../../first-load/command-line.tsx";
import type { PairingDesk } from "../../first-load/pairing-desk.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { pairingWords } from "../../words/pairing-words.ts";
import { fittingName } from "../fitting-name.ts";
import { likelyDeviceName } from "./device-name.ts";

interface Given {
  readonly phone: Phone;
  readonly desk: PairingDesk;
}

const say = pairingWords;

/** Kept apart from the desk once it was used: the same link may be tried again while it lives. */
const tried: { link: string | undefined } = { link: undefined };

export function PairingForm({ phone, desk }: Given): JSX.Element {
  const { pairing, machine } = phone.state.value;
  const [name, setName] = useState(() => likelyDeviceName(navigator.userAgent));
  const [pasted, setPasted] = useState("");
  const retry = pairing.kind === "failed" && pairing.reason === "unreachable";
  const held = desk.link.value ?? (retry ? tried.link : undefined);
  const link = held ?? pasted.trim();
  const pair = () => {
    tried.link = link;
    phone.port.pair(link, fittingName(name));
    desk.link.value = undefined;
  };
  const forget = () => {
    tried.link = undefined;
    desk.link.value = undefined;
    if (retry) desk.read.value = undefined;
    setPasted("");
  };
  return (
    <>
      <div class="stack-tight">
        <h1>{say.title}</h1>
        <p class="lead">{say.promise}</p>
        {machine !== undefined && <p class="lead">{say.replaces(machine.name)}</p>}
      </div>
      <div class="stack">
        {held === undefined ? (
          <PasteLink value={pasted} onChange={setPasted} />
        ) : (
          <HeldLink onForget={forget} />
        )}
        <label class="field">
          <span class="field-label">{say.name}</span>
          <input
            class="input"
            data-testid="device-name"
            value={name}
            maxLength={64}
            autocomplete="off"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <span class="field-hint">{say.nameHint}</span>
        </label>
        <Button
          look="main"
          testId="pair-button"
          disabled={link === "" || fittingName(name) === ""}
          onPress={pair}
        >
          {say.pair}
        </Button>
        {machine !== undefined && (
          <Button onPress={() => stay(phone, desk)}>{say.stay(machine.name)}</Button>
        )}
      </div>
    </>
  );
}

/** The machine that was paired before is still there. */
function stay(phone: Phone, desk: PairingDesk): void {
  desk.link.value = undefined;
  desk.read.value = phone.state.value.pairing;
  replaceWith({ page: "home" });
}

function HeldLink({ onForget }: { readonly onForget: () => void }): JSX.Element {
  return (
    <div class="held-link">
      <span>
        <Glyph name="done" />
        {say.linkHeld}
      </span>
      <Button look="quiet" onPress={onForget}>
        {say.otherLink}
      </Button>
    </div>
  );
}

interface PasteGiven {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const linkFieldId = "pairing-link";

function PasteLink({ value, onChange }: PasteGiven): JSX.Element {
  const paste = () => {
    // Refused without permission: the field can still be filled by hand.
    navigator.clipboard.readText().then(onChange, () => undefined);
  };
  return (
    <div class="stack-tight">
      <p class="note">{say.noLink}</p>
      <CommandLine command="longrein demo" />
      <p class="note">{say.noLinkThen}</p>
      <div class="paste">
        <label class="field-label" for={linkFieldId}>
          {say.paste}
        </label>
        <Button look="quiet" onPress={paste}>
          {say.pasteButton}
        </Button>
        <textarea
          id={linkFieldId}
          class="input input-code"
          data-testid="paste-link"
          rows={3}
          value={value}
          placeholder="https://…/#1…"
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
