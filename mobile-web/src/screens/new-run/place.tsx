// Where a run works and with which coding agent. What the machine offers is picked; before it has said so, the
// names are typed as they are there.

import type { JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Setup } from "../../state/app-state.ts";
import type { NewRun } from "../../state/new-run.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { Manner } from "./manner.tsx";
import { Picked, Typed } from "./pick.tsx";

interface Given {
  readonly setup: Setup | undefined;
  readonly run: NewRun;
  readonly onChange: (run: NewRun) => void;
}

const say = screenWords.newRun;

export function Place({ setup, run, onChange }: Given): JSX.Element {
  const workspace = {
    label: say.workspace,
    testId: "new-run-workspace",
    value: run.workspace,
    // A folder that is no repository has no worktrees to choose.
    onChange: (name: string) => onChange({ ...run, workspace: name, manner: {} }),
  };
  const driver = {
    label: say.driver,
    testId: "new-run-driver",
    value: run.driver,
    // Another agent has other models and modes.
    onChange: (name: string) => onChange({ ...run, driver: name, manner: {} }),
  };
  if (setup === undefined) {
    return (
      <>
        <Typed {...workspace} />
        <Typed {...driver} />
        <p class="note">{say.pick}</p>
      </>
    );
  }
  const workspaces = setup.workspaces.map(({ name }) => ({ name, title: name }));
  return (
    <>
      <Picked {...workspace} choices={workspaces} />
      <Picked {...driver} choices={setup.drivers} />
      <HowItWorks setup={setup} run={run} onChange={onChange} />
    </>
  );
}

interface HowGiven extends Given {
  readonly setup: Setup;
}

function HowItWorks({ setup, run, onChange }: HowGiven): JSX.Element | null {
  const driver = setup.drivers.find(({ name }) => name === run.driver);
  if (driver === undefined) return null;
  const git = setup.workspaces.some(({ name, git: isGit }) => isGit && name === run.workspace);
  return (
    <>
      {driver.unusable !== undefined && (
        <p class="warning" data-testid="unusable">
          {runWords.newRun.unusable} <UntrustedText text={driver.unusable} strictness="prose" />
        </p>
      )}
      <Manner
        driver={driver}
        ceiling={setup.ceiling}
        git={git}
        manner={run.manner}
        onChange={(manner) => onChange({ ...run, manner })}
      />
    </>
  );
}
