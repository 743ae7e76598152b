// One machine: what it is called here, what this phone may do there, its phones and its log, its coding agents, rules
// and money, how to end everything there, and how to end the pairing.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import { Notices } from "../../first-load/notices.tsx";
import type { Fleet, Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { machineNames, nameOf } from "../../state/machine-names.ts";
import { mayCommand } from "../../state/may-command.ts";
import { screenWords } from "../../words/screen-words.ts";
import { fittingName } from "../fitting-name.ts";
import { NameField } from "../name-field.tsx";
import { sayRights } from "../say-rights.ts";
import { Way } from "../way.tsx";
import { Ceiling } from "./ceiling.tsx";
import { Forget } from "./forget.tsx";
import { CodingAgents, SpentFact } from "./machine-setup.tsx";
import { StopEverything } from "./stop-everything.tsx";

const say = screenWords.device;

export function DeviceScreen({ fleet, phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const { machine } = phone;
  const { setup } = state;
  const { role, approver } = state.machine ?? {};
  const name = machineNames(fleet.state.value.machines).get(machine) ?? "";
  return (
    <div class="page">
      <header>
        <Bar title={<UntrustedText text={name} strictness="prose" />} back={{ page: "machines" }} />
        <LinkLine state={state} />
        <Notices state={state} />
      </header>
      <main>
        <dl class="facts">
          <div>
            <dt>{say.machine}</dt>
            <dd>
              <UntrustedText text={state.machine?.name ?? ""} strictness="prose" />
            </dd>
          </div>
          <div>
            <dt>{say.role}</dt>
            <dd>{role === undefined ? say.unknownRole : sayRights({ role, approver })}</dd>
          </div>
          {setup && <SpentFact setup={setup} />}
        </dl>
        {mayCommand(state) && (
          <ul class="rows rows-joined">
            <Way to={{ page: "sessions", machine }} name={screenWords.sessions.title} />
            <Way to={{ page: "devices", machine }} name={screenWords.devices.title} />
            <Way to={{ page: "audit", machine }} name={say.log} />
          </ul>
        )}
        {setup && <CodingAgents setup={setup} />}
        {setup && <Ceiling phone={phone} ceiling={setup.ceiling} />}
        <Label key={nameOf(state)} fleet={fleet} phone={phone} />
        <StopEverything phone={phone} name={name} />
        <Forget fleet={fleet} machine={machine} />
      </main>
    </div>
  );
}

interface LabelGiven {
  readonly fleet: Fleet;
  readonly phone: Phone;
}

/** An empty one is the machine's own name again. */
function Label({ fleet, phone }: LabelGiven): JSX.Element {
  const shown = nameOf(phone.state.value);
  const [typed, setTyped] = useState(shown);
  const label = fittingName(typed);
  return (
    <div class="section stack-tight">
      <div class="with-button">
        <NameField label={say.label} testId="machine-label" value={typed} onChange={setTyped} />
        <Button
          testId="label-machine"
          disabled={label === shown}
          onPress={() => fleet.port.rename(phone.machine, label)}
        >
          {screenWords.devices.rename}
        </Button>
      </div>
      <p class="note">{say.labelWhy}</p>
    </div>
  );
}
