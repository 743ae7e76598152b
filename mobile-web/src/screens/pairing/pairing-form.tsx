// Name the phone and pair; without a link, the ways to get one.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PairingDesk } from "../../first-load/pairing-desk.ts";
import type { Fleet } from "../../first-load/phone-store.ts";
import { replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { machineNames } from "../../state/machine-names.ts";
import { pairingWords } from "../../words/pairing-words.ts";
import { words } from "../../words/words.ts";
import { fittingName } from "../fitting-name.ts";
import { NameField } from "../name-field.tsx";
import { likelyDeviceName } from "./device-name.ts";
import { LinkEntry } from "./link-entry.tsx";

interface Given {
  readonly fleet: Fleet;
  readonly desk: PairingDesk;
}

const say = pairingWords;

/** Kept apart from the desk once it was used: the same link or code may be tried again while it lives. */
const tried: { link: string | undefined; pasted: string } = { link: undefined, pasted: "" };
/** After these what was entered stands there again, to be mended or sent once more. */
const worthMending = /^(unreach|malf|code)/;

export function PairingForm({ fleet, desk }: Given): JSX.Element {
  const { pairing, machines } = fleet.state.value;
  const [name, setName] = useState(() => likelyDeviceName(navigator.userAgent));
  const failure = pairing.kind === "failed" ? pairing.reason : "";
  const [pasted, setPasted] = useState(worthMending.test(failure) ? tried.pasted : "");
  const retry = failure === "unreachable";
  const held = desk.link.value || (retry ? tried.link : undefined);
  const link = held ?? pasted.trim();
  const pair = () => {
    Object.assign(tried, { link: held, pasted });
    fleet.port.pair(link, fittingName(name));
    desk.link.value = undefined;
    // What comes after it is the first page, wherever pairing was begun.
    replaceWith({ page: "home" });
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
        {machines.size > 0 && <p class="lead">{say.othersStay}</p>}
      </div>
      <div class="stack">
        {held === undefined ? (
          <LinkEntry value={pasted} onChange={setPasted} scanned={desk.link} />
        ) : (
          <HeldLink onForget={forget} />
        )}
        <NameField
          label={say.name}
          hint={say.nameHint}
          testId="device-name"
          value={name}
          onChange={setName}
        />
        <Button
          look="main"
          testId="pair-button"
          disabled={link === "" || fittingName(name) === ""}
          onPress={pair}
        >
          {say.pair}
        </Button>
        {machines.size > 0 && <Stay fleet={fleet} desk={desk} />}
      </div>
    </>
  );
}

/** The machines that were paired before are still there. */
function Stay({ fleet, desk }: Given): JSX.Element {
  const { machines, pairing } = fleet.state.value;
  const [only = ""] = machines.size === 1 ? machineNames(machines).values() : [words.app.name];
  const stay = () => {
    desk.link.value = undefined;
    desk.read.value = pairing;
    replaceWith({ page: "home" });
  };
  return (
    <Button testId="stay" onPress={stay}>
      {say.stay(only)}
    </Button>
  );
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
