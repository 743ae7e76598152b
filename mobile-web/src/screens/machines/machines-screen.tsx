// The machines of this phone: how each is connected and when it was last heard; a way to pair another, and to
// what holds for all.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { glyphOfLink, sayLink } from "../../first-load/link-line.tsx";
import { go, hrefOf } from "../../first-load/route.ts";
import { sayHeard } from "../../first-load/say-time.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { PhoneState } from "../../state/app-state.ts";
import type { Key } from "../../state/identifiers.ts";
import { machineNames } from "../../state/machine-names.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { Way } from "../way.tsx";

const say = screenWords.machines;

export function MachinesScreen({ fleet }: ScreenGiven): JSX.Element {
  const { machines } = fleet.state.value;
  const names = machineNames(machines);
  return (
    <div class="page">
      <header>
        <Bar title={words.home.machines} />
      </header>
      <main>
        <ul class="rows" data-testid="machine-list">
          {[...machines].map(([key, state]) => (
            <MachineRow key={key} machine={key} state={state} name={names.get(key) ?? ""} />
          ))}
        </ul>
        <div class="section stack-tight">
          <Button testId="pair-another" onPress={() => go({ page: "pair" })}>
            {say.pairAnother}
          </Button>
        </div>
        <ul class="rows section">
          <Way to={{ page: "settings" }} name={screenWords.settings.title} />
        </ul>
      </main>
    </div>
  );
}

interface Given {
  readonly machine: Key;
  readonly state: PhoneState;
  readonly name: string;
}

function MachineRow({ machine, state, name }: Given): JSX.Element {
  const { link, heardAt } = state;
  return (
    <li class="row">
      <a
        class="row-link"
        data-testid="machine-row"
        data-link={link.kind}
        href={hrefOf({ page: "device", machine })}
      >
        <Glyph name={glyphOfLink(link)} />
        <span>
          <span class="row-title">
            <UntrustedText text={name} strictness="prose" />
          </span>
          <span class="row-about">{sayLink(link)}</span>
        </span>
        <span class="row-time">
          {heardAt === undefined ? say.neverHeard : words.link.asOf(sayHeard(heardAt))}
        </span>
      </a>
    </li>
  );
}
