// How a new run works: model, mode, what is asked, and where its changes go. Nothing chosen means as the coding
// agent and the machine have it.

import type { DriverSetup, PolicyProfile } from "@longrein/protocol";
import type { JSX } from "preact";
import type { MannerOfRun } from "../../state/new-run.ts";
import { profilesUpTo } from "../../state/run-settings.ts";
import { runWords } from "../../words/run-words.ts";
import { Picked } from "./pick.tsx";

const say = runWords.newRun;

interface Given {
  readonly driver: DriverSetup;
  /** The most that this machine allows. */
  readonly ceiling: PolicyProfile;
  /** The workspace is a repository, of which there can be worktrees. */
  readonly git: boolean;
  readonly manner: MannerOfRun;
  readonly onChange: (manner: MannerOfRun) => void;
}

export function Manner({ driver, ceiling, git, manner, onChange }: Given): JSX.Element {
  const profiles = profilesUpTo(ceiling);
  const { model: _model, ...anyModel } = manner;
  const { mode: _mode, ...anyMode } = manner;
  return (
    <>
      {driver.models.length > 0 && (
        <Picked
          label={runWords.settings.model}
          testId="new-run-model"
          value={manner.model ?? ""}
          choices={driver.models}
          none={say.ownChoice}
          onChange={(model) => onChange(model === "" ? anyModel : { ...manner, model })}
        />
      )}
      {driver.modes.length > 0 && (
        <Picked
          label={runWords.settings.mode}
          testId="new-run-mode"
          value={manner.mode ?? ""}
          choices={driver.modes}
          none={say.ownChoice}
          onChange={(mode) => onChange(mode === "" ? anyMode : { ...manner, mode })}
        />
      )}
      <Picked
        label={runWords.settings.profile}
        testId="new-run-profile"
        value={manner.profile ?? ceiling}
        choices={profiles.map((name) => ({ name, title: say.profiles[name] }))}
        onChange={(name) => {
          const profile = profiles.find((each) => each === name);
          if (profile !== undefined) onChange({ ...manner, profile });
        }}
      />
      {git && (
        <label class="check">
          <input
            type="checkbox"
            data-testid="new-run-in-place"
            checked={manner.inPlace === true}
            onChange={(event) => onChange({ ...manner, inPlace: event.currentTarget.checked })}
          />
          {say.inPlace}
        </label>
      )}
    </>
  );
}
