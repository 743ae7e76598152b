// `longrein verify`: is the app that an origin gives to phones the one that came with this program?

import { builtFiles } from "../platform/own-files.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { type Verdict, verifyApp } from "../verify/verify-app.ts";
import { type Call, exitCodes } from "./command.ts";
import { ownSettings } from "./own-settings.ts";
import { showLine } from "./show-text.ts";
import { version } from "./version.ts";

export async function verify({ terminal, argument }: Call): Promise<number | undefined> {
  const origin = originOf(argument("URL"));
  const built = builtFiles();
  if (built === undefined) {
    throw new UserFailure("failed", "there is no app here to compare with", "npm run build");
  }
  const verdict = await ask(origin, built.appFolder);
  const { paths, differences } = verdict;
  terminal.json({ origin: origin.origin, version, paths, differences });
  if (differences.length === 0) {
    terminal.say(`${origin.origin} serves the app of longrein ${version}: all of ${paths} paths`);
    terminal.say(terminal.faint("that holds for what it gave this computer, now"));
    return undefined;
  }
  terminal.table(differences.map(({ path, what }) => [path, showLine(what)]));
  terminal.fail({
    message: `${origin.origin} does not serve the app of longrein ${version}`,
    hint: "if it is not of another version, do not open it on a phone; deploy it again from here",
  });
  return exitCodes.failed;
}

function originOf(given: string): URL {
  const relay = given === "" ? ownSettings().settings.relay : given;
  if (relay === undefined || relay === "embedded") {
    throw new UserFailure(
      "usage",
      "no address was given, and the configuration names no relay",
      "longrein verify https://relay.example.org",
    );
  }
  const url = URL.parse(relay);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserFailure("usage", `${showLine(relay)} is no address`, "it begins with https://");
  }
  return new URL(url.origin);
}

async function ask(origin: URL, appFolder: string): Promise<Verdict> {
  try {
    return await verifyApp(origin, appFolder);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const hint = "longrein doctor says more when it is the relay that an agent uses";
    throw new UserFailure("failed", `${origin.origin} could not be asked: ${showLine(why)}`, hint, {
      cause: failure,
    });
  }
}
