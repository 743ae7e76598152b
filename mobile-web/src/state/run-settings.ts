// What holds for a run, what may be chosen for it from here, and what was chosen and is not confirmed yet.

import type { DriverSetup, PolicyProfile } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import { isUnderWay } from "./commands.ts";
import type { Run } from "./inbox.ts";
import type { RunSettings } from "./phone-port.ts";

/** As the protocol orders them, and without its list: that stands among the shapes of messages, in the link's file. */
const profiles = ["strict", "balanced", "trusted"] as const satisfies readonly PolicyProfile[];

export function driverOf({ setup }: PhoneState, run: Run): DriverSetup | undefined {
  return setup?.drivers.find(({ name }) => name === run.driver);
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
  return profiles.slice(0, profiles.indexOf(most) + 1);
}

function stricter(a: PolicyProfile, b: PolicyProfile): PolicyProfile {
  return profiles.indexOf(a) < profiles.indexOf(b) ? a : b;
}
