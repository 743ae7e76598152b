// How a pairing link gets onto this phone: what shows one, and then scan it, paste it, or type the code beside it.

import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { CommandLine } from "../../first-load/command-line.tsx";
import { missingPart } from "../../first-load/missing-part.tsx";
import { Button } from "../../parts/button.tsx";
import { lazily } from "../../parts/lazily.tsx";
import { pairingWords } from "../../words/pairing-words.ts";

interface PasteGiven {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

interface Given extends PasteGiven {
  /** Where a link goes that was scanned. */
  readonly scanned: Signal<string | undefined>;
}

const say = pairingWords;
/** The demo, too, is reached from its own computer only. */
const ownComputer = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const linkFieldId = "pairing-link";

const Scanner = lazily(async () => (await import("./scanner.tsx")).Scanner, missingPart);

export function LinkEntry({ value, onChange, scanned }: Given): JSX.Element {
  const isScanning = useSignal(false);
  return (
    <div class="stack-tight">
      <p class="note">{say.noLink}</p>
      <CommandLine command="longrein pair" />
      <p class="note">{say.noLinkThen}</p>
      {ownComputer.test(location.hostname) && <p class="note">{say.demo}</p>}
      {isScanning.value ? (
        <Scanner link={scanned} isOn={isScanning} say={say.scanner} />
      ) : (
        <>
          <Button testId="scan" onPress={() => (isScanning.value = true)}>
            {say.scan}
          </Button>
          <PasteLink value={value} onChange={onChange} />
        </>
      )}
    </div>
  );
}

function PasteLink({ value, onChange }: PasteGiven): JSX.Element {
  const paste = () => {
    // Refused without permission: the field can still be filled by hand.
    navigator.clipboard.readText().then(onChange, () => undefined);
  };
  return (
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
        placeholder="8T3M-VKR56Y"
        autocapitalize="characters"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
