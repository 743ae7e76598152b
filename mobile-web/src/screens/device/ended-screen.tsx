// A link has ended for good, or this browser keeps nothing: why, and the one thing to do about it.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { reloadApp } from "../../first-load/new-version.ts";
import type { Fleet } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { FleetState } from "../../state/fleet-state.ts";
import type { Key } from "../../state/identifiers.ts";
import { machineNames } from "../../state/machine-names.ts";
import type { LinkStatus } from "../../state/phone-port.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { Forget, forget } from "./forget.tsx";

interface Ending {
  readonly reason: Extract<LinkStatus, { readonly kind: "ended" }>["reason"] | "storage";
  readonly detail?: string;
}

export function EndedScreen({ fleet, phone }: ScreenGiven): JSX.Element | null {
  const { machines } = fleet.state.value;
  const ending = endingOf(fleet.state.value, phone.state.value.link);
  if (ending === undefined) return null;
  const name = machineNames(machines).get(phone.machine) ?? "";
  const whose = { "data-testid": "ended", "data-reason": ending.reason };
  const why = <Why ending={ending} />;
  const wayOut = <WayOut fleet={fleet} machine={phone.machine} ending={ending} />;
  if (machines.size < 2 || ending.reason === "storage") {
    return (
      <main class="page plain-page" {...whose}>
        {why}
        {wayOut}
      </main>
    );
  }
  return (
    <div class="page">
      <header>
        <Bar title={<UntrustedText text={name} strictness="prose" />} back={{ page: "machines" }} />
      </header>
      <main class="stack section" {...whose}>
        {why}
        {wayOut}
      </main>
    </div>
  );
}

function Why({ ending }: { readonly ending: Ending }): JSX.Element {
  const say = screenWords.ended[ending.reason];
  return (
    <div class="failure" role="alert">
      <Glyph name="failed" />
      <h1 class="failure-title">{say.title}</h1>
      <p class="failure-todo">{say.what}</p>
      {ending.detail !== undefined && (
        <p class="failure-todo">
          <UntrustedText text={ending.detail} strictness="prose" />
        </p>
      )}
      <p class="failure-todo">{say.todo}</p>
    </div>
  );
}

interface WayOutGiven {
  readonly fleet: Fleet;
  readonly machine: Key;
  readonly ending: Ending;
}

function WayOut({ fleet, machine, ending }: WayOutGiven): JSX.Element | null {
  switch (ending.reason) {
    case "update-required":
      return (
        <>
          <Button look="main" onPress={() => void reloadApp()}>
            {words.app.reload}
          </Button>
          <Forget fleet={fleet} machine={machine} />
        </>
      );
    case "revoked": {
      const isOnly = fleet.state.value.machines.size === 1;
      return (
        <Button look="main" testId="pair-again" onPress={() => forget(fleet, machine)}>
          {isOnly ? screenWords.ended.pairAgain : screenWords.device.unpair}
        </Button>
      );
    }
    case "storage":
      return null; // nothing here can help
  }
}

function endingOf({ app }: FleetState, link: LinkStatus): Ending | undefined {
  if (app === "storage") return { reason: app };
  return link.kind === "ended" ? link : undefined;
}
