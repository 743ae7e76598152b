// How much goes ahead unasked on a machine at most. An owner's phone can have more asked; for less somebody has to go to
// the machine.

import type { PolicyProfile } from "@longrein/protocol";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { CommandLine } from "../../first-load/command-line.tsx";
import { Held } from "../../first-load/held.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { type Fate, isUnderWay } from "../../state/commands.ts";
import { profilesUpTo } from "../../state/run-settings.ts";
import { homeWords } from "../../words/home-words.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";

interface Given {
  readonly phone: Phone;
  readonly ceiling: PolicyProfile;
}

const say = homeWords.machine;
const { profiles, profileSays } = runWords.settings;

export function Ceiling({ phone, ceiling }: Given): JSX.Element {
  const { machine, commands } = phone.state.value;
  const [chosen, choose] = useState<PolicyProfile | undefined>(undefined);
  const fate = commands.machine.get("lower");
  const stricter = profilesUpTo(ceiling).slice(0, -1);
  const isOwner = machine?.role === "owner" && !machine.updateRequired;
  const lower = (profile: PolicyProfile) => {
    phone.port.give({ t: "policy.lower", profile });
    choose(undefined);
  };
  return (
    <section class="section stack-tight" aria-labelledby="rules" data-testid="ceiling">
      <h2 id="rules">{say.rules}</h2>
      <p>{profiles[ceiling]}</p>
      <p class="note">{profileSays[ceiling]}</p>
      {fate !== undefined && <LowerFate phone={phone} fate={fate} />}
      {isOwner ? (
        <p class="note">{runWords.settings.ceiling}</p>
      ) : (
        <>
          <p class="note">{say.whoChanges}</p>
          <CommandLine command="longrein policy set PROFILE" />
        </>
      )}
      {isOwner &&
        stricter.map((profile) =>
          profile === chosen ? (
            <Sure
              key={profile}
              profile={profile}
              ceiling={ceiling}
              onLower={lower}
              onKeep={() => choose(undefined)}
            />
          ) : (
            <Button key={profile} testId={`lower-${profile}`} onPress={() => choose(profile)}>
              {say.lower(profiles[profile])}
            </Button>
          ),
        )}
    </section>
  );
}

interface SureGiven {
  readonly profile: PolicyProfile;
  readonly ceiling: PolicyProfile;
  readonly onLower: (profile: PolicyProfile) => void;
  readonly onKeep: () => void;
}

function Sure({ profile, ceiling, onLower, onKeep }: SureGiven): JSX.Element {
  return (
    <div class="stack-tight" data-testid="lower-question">
      <p>{profileSays[profile]}</p>
      <p class="note">{say.lowerWhy}</p>
      <CommandLine command={`longrein policy set ${ceiling}`} />
      <Button look="danger" testId="lower-sure" onPress={() => onLower(profile)}>
        {say.lower(profiles[profile])}
      </Button>
      <Button onPress={onKeep}>{screenWords.device.keep}</Button>
    </div>
  );
}

function LowerFate({
  phone,
  fate,
}: {
  readonly phone: Phone;
  readonly fate: Fate;
}): JSX.Element | null {
  if (fate.waiting?.for === "a-word") return <Held phone={phone} fate={fate} what="device" />;
  if (fate.progress === "done") return null;
  return isUnderWay(fate) ? (
    <p class="note" role="status">
      {screenWords.devices.underWay}
    </p>
  ) : (
    <p class="warning" role="alert">
      {screenWords.devices.failed(runWords.outcomes[fate.code ?? "unknown"])}
    </p>
  );
}
