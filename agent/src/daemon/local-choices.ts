// Whether a coding agent has the model and the mode that somebody at the machine wants for a run: said before one is
// opened, or goes on, that would fail over it or do its work in another.

import type { DriverSetup } from "@longrein/protocol";
import { systemClock } from "../platform/clock.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Driver } from "../runs/driver.ts";
import { within } from "./within.ts";

export interface Offers {
  readonly drivers: readonly Pick<Driver, "name" | "choices">[];
  /** As the coding agents describe themselves at this moment. */
  described(): Promise<readonly DriverSetup[]>;
}

interface Wanted {
  readonly driver: string;
  readonly model?: string | undefined;
  readonly mode?: string | undefined;
}

type Told = Pick<DriverSetup, "models" | "modes" | "unusable">;
type Choices = Told["models"];

const choicesWithinMs = 20_000;

/** Of a coding agent that is not here something else is said. */
export async function requireOffered(
  { driver, model, mode }: Wanted,
  { drivers, described }: Offers,
): Promise<void> {
  if (model === undefined && mode === undefined) return;
  const all = await allOf(drivers.find(({ name }) => name === driver));
  const about: Told | undefined = all ?? (await described()).find(({ name }) => name === driver);
  if (about === undefined) return;
  const { models, modes, unusable } = about;
  if (unusable !== undefined) {
    throw new UserFailure("failed", `${driver} cannot be used: ${unusable}`);
  }
  // A model that is not told of may be there where not all of them are told.
  if (all !== undefined || models.length === 0) requireOneOf(driver, "model", model, models);
  requireOneOf(driver, "mode", mode, modes);
}

/** Why one cannot say stands in what it tells of itself. */
async function allOf(driver: Offers["drivers"][number] | undefined) {
  const asking = driver?.choices?.();
  if (asking === undefined) return undefined;
  const isInTime = await within(systemClock, choicesWithinMs, asking).catch(() => false);
  return isInTime ? asking : undefined;
}

function requireOneOf(
  driver: string,
  kind: string,
  name: string | undefined,
  choices: Choices,
): void {
  if (name === undefined || choices.some((each) => each.name === name)) return;
  const quoted = JSON.stringify(name);
  const others = choices.map((each) => each.name).join(", ");
  const why =
    choices.length === 0
      ? `${driver} tells of no ${kind} that could be chosen, so ${quoted} is not either`
      : `${driver} has no ${kind} ${quoted}, but ${others}`;
  throw new UserFailure("failed", why, "longrein agents");
}
