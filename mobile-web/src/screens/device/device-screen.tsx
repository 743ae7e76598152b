// This phone: with which machine it is paired, what it may do, what the relay can see, and how to end it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import { hrefOf, replaceWith } from "../../first-load/route.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { screenWords } from "../../words/screen-words.ts";

const say = screenWords.device;

export function DeviceScreen({ phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const role = state.machine?.role;
  return (
    <div class="page">
      <Bar title={say.title} />
      <LinkLine state={state} />
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
            <dd>{role === undefined ? say.unknownRole : say.roles[role]}</dd>
          </div>
        </dl>
        <ul class="rows rows-joined">
          <Way to="devices" name={screenWords.devices.title} />
          <Way to="audit" name={screenWords.audit.title} />
          <Way to="settings" name={screenWords.settings.title} />
        </ul>
        <Unpair phone={phone} />
      </main>
    </div>
  );
}

interface WayGiven {
  readonly to: "devices" | "audit" | "settings";
  readonly name: string;
}

function Way({ to, name }: WayGiven): JSX.Element {
  return (
    <li class="row">
      <a class="way" data-testid={to} href={hrefOf({ page: to })}>
        {name}
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M9.5 5.5L16 12l-6.5 6.5" class="back-stroke" />
        </svg>
      </a>
    </li>
  );
}

function Unpair({ phone }: { readonly phone: Phone }): JSX.Element {
  const [asked, setAsked] = useState(false);
  const unpair = () => {
    void phone.port.unpair().then(() => replaceWith({ page: "home" }));
  };
  return (
    <section class="section stack-tight">
      {asked ? (
        <>
          <p class="note">{say.unpairWhy}</p>
          <Button look="danger" testId="unpair-sure" onPress={unpair}>
            {say.unpairSure}
          </Button>
          <Button onPress={() => setAsked(false)}>{say.keep}</Button>
        </>
      ) : (
        <Button testId="unpair" onPress={() => setAsked(true)}>
          {say.unpair}
        </Button>
      )}
    </section>
  );
}
