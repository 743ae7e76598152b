// What holds for a run, what may be chosen for it from here, and what was chosen and is not confirmed yet.

import { type DriverSetup, type PolicyProfile, policyProfiles } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import { isUnderWay } from "./commands.ts";
import type { Run } from "./inbox.ts";
import type { RunSettings } from "./phone-port.ts";

export function driverOf({ setup }: PhoneState, run: Run): DriverSetup | undefined {
  return setup?.drivers.find(({ name }) => name === run.driver);
}

export function mayCommand({ machine }: PhoneState): boolean {
  return machine?.role !== "viewer" && machine?.updateRequired !== true;
}

/** As the agent has confirmed it; the profile is never above the ceiling. */
export function settingsOf(state: PhoneState, run: Run): RunSettings {
  const settings = state.transcripts.get(run.key)?.settings ?? {};
  const ceiling = state.setup?.ceiling;
  if (ceiling === undefined) return settings;
  return { ...settings, profile: stricter(settings.profile ?? ceiling, ceiling) };
}

/** Chosen here, and neither confirmed nor refused so far. */
export function settingsAsked({ commands }: PhoneState, run: Run): RunSettings {
  const asked = commands.settings.get(run.key);
  return asked !== undefined && isUnderWay(asked) ? asked.to : {};
}

/** From the strictest to the one given: nobody allows more from a phone. */
export function profilesUpTo(most: PolicyProfile): readonly PolicyProfile[] {
  return policyProfiles.slice(0, policyProfiles.indexOf(most) + 1);
}

function stricter(a: PolicyProfile, b: PolicyProfile): PolicyProfile {
  return policyProfiles.indexOf(a) < policyProfiles.indexOf(b) ? a : b;
}
