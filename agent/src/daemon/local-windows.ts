// Windows of coding agents at the machine, as the command line opens them: on a run, or on a folder.

import type { Handlers } from "../control/control-server.ts";
import type { WindowAnswer } from "../control/verbs.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { DesktopWindow, Driver } from "../runs/driver.ts";
import type { Store } from "../store/store.ts";
import type { InboxOverview } from "./inbox-overview.ts";
import { pick, shortId } from "./pick.ts";

export function localWindows(
  overview: InboxOverview,
  store: Store,
  drivers: readonly Driver[],
): Pick<Handlers, "runs.window" | "driver.window"> {
  return {
    "runs.window": ({ which }) => {
      const run = pick(which, overview.runs(), "run", "longrein runs");
      const driver = driverOf(drivers, run.driver);
      const session = store.runs.session(run.id);
      const toWatch = `longrein runs tail ${shortId(run.id)}`;
      if (session !== undefined) return windowOf(driver, { session }, toWatch);
      const why = "the run has not begun yet, or its coding agent remembers nothing of it";
      throw new UserFailure("failed", why, toWatch);
    },
    "driver.window": ({ driver, folder }) =>
      windowOf(driverOf(drivers, driver), { folder }, "longrein runs"),
  };
}

function driverOf(drivers: readonly Driver[], name: string): Driver {
  const driver = drivers.find((each) => each.name === name);
  if (driver !== undefined) return driver;
  const used = drivers.map((each) => each.name).join(", ");
  const hint = `longrein config set drivers ${used === "" ? name : `${used},${name}`}`;
  throw new UserFailure("failed", `the agent does not use ${name}, but ${used || "none"}`, hint);
}

async function windowOf(
  driver: Driver,
  on: { readonly session: string } | { readonly folder: string },
  instead: string,
): Promise<WindowAnswer> {
  const { name } = driver;
  if (driver.window === undefined) {
    const why = `${name} has no window that could share a run with a phone`;
    throw new UserFailure("refused", why, instead);
  }
  const window = await driver.window(on).catch((failure: unknown) => {
    throw withNextStep(failure);
  });
  return { driver: name, ...(window !== undefined && { window: plain(window) }) };
}

function plain({ argv, environment, folder }: DesktopWindow) {
  const named = Object.entries(environment).map(([name, value]) => ({ name, value }));
  return { argv: [...argv], environment: named, folder };
}

/** Drivers say what somebody can do about it. */
function withNextStep(failure: unknown): unknown {
  if (!(failure instanceof Error) || !("next" in failure)) return failure;
  const { message, next } = failure;
  return new UserFailure("failed", message, typeof next === "string" ? next : undefined);
}
