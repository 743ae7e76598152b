// `longrein verify`: is the app that an origin gives to phones the one that came with this program?

import { appFiles, manifestFilesOf } from "../platform/own-files.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { originsOf } from "../verify/app-elsewhere.ts";
import { relayForm } from "../config/settings.ts";
import type { Difference } from "../verify/judge-served.ts";
import { type KnownApp, readApp, shippedApp } from "../verify/shipped-app.ts";
import { type Verdict, verifyApp } from "../verify/verify-app.ts";
import { type Call, exitCodes } from "./command.ts";
import { ownSettings } from "./own-settings.ts";
import { showLine } from "./show-text.ts";
import type { Terminal } from "./terminal.ts";
import { version as ownVersion } from "./version.ts";

export async function verify({ terminal, argument, value }: Call): Promise<number | undefined> {
  const origin = originOf(argument("URL"));
  const relayOrigins = relayOriginsFor(origin, value("relay"));
  const app = await appToFind(value("manifest"));
  if (relayOrigins !== undefined && app.folder === undefined) {
    throw new UserFailure("usage", onlyShipped, "install that version, and verify with it");
  }
  const { version } = app.manifest;
  const signedBy = app.voucher.kind === "signed" ? app.voucher.by : null;
  const { paths, differences } = await ask(origin, app, relayOrigins);
  terminal.json({ origin: origin.origin, version, signedBy, paths, differences });
  sayWhose(terminal, app);
  if (differences.length === 0) {
    terminal.say(`${origin.origin} serves the app of longrein ${version}: all of ${paths} paths`);
    terminal.say(terminal.faint("that holds for what it gave this computer, now"));
    return undefined;
  }
  terminal.table(differences.map(({ path, what }) => [path, showLine(what)]));
  terminal.fail({
    message: `${origin.origin} does not serve the app of longrein ${version}`,
    hint: hintAbout(origin, differences),
  });
  return exitCodes.failed;
}

/** What came with this program, or what somebody has the signed manifest of. */
async function appToFind(manifestFile: string | undefined): Promise<KnownApp> {
  if (manifestFile === undefined) {
    const files = appFiles();
    if (files === undefined) {
      throw new UserFailure("failed", "there is no app here to compare with", "npm run build");
    }
    return shippedApp(files, ownVersion).catch(
      untrusted("install longrein anew, and verify again"),
    );
  }
  const app = await readApp(manifestFilesOf(manifestFile)).catch(
    untrusted("name app-manifest.json of a release, with its app-manifest.note beside it"),
  );
  if (app.voucher.kind === "signed") return app;
  const message = `${manifestFile} is of a development build: nobody has signed it`;
  throw new UserFailure("refused", message, "take the one that a release came with");
}

function untrusted(hint: string): (failure: unknown) => never {
  return (failure) => {
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new UserFailure("refused", showLine(why), hint, { cause: failure });
  };
}

function sayWhose(terminal: Terminal, { manifest, voucher }: KnownApp): void {
  terminal.say(
    voucher.kind === "signed"
      ? `compared with the manifest of longrein ${manifest.version}, which ${voucher.by} has signed`
      : `compared with a development build of longrein ${manifest.version}, which nobody has signed`,
  );
}

function originOf(given: string): URL {
  const { app, relay: ownRelay } = ownSettings().settings;
  const relay = given === "" ? (app ?? ownRelay) : given;
  if (relay === undefined || relay === "embedded") {
    throw new UserFailure(
      "usage",
      "no address was given, and the configuration names no relay",
      "longrein verify https://relay.example.org",
    );
  }
  return addressOf(relay);
}

function addressOf(relay: string): URL {
  const url = URL.parse(relay);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UserFailure("usage", `${showLine(relay)} is no address`, "it begins with https://");
  }
  return new URL(url.origin);
}

const onlyShipped =
  "an app that dials a relay elsewhere can only be compared with the one that came with this program";

/**
 * Of the relay that an app away from it dials: the one named here, or the one it is configured with. Our own app may
 * dial further ones, if the settings name them.
 */
function relayOriginsFor(app: URL, given: string | undefined): readonly string[] | undefined {
  const { settings } = ownSettings();
  const isConfigured = isOwnApp(app);
  const configured = isConfigured ? configuredRelay() : undefined;
  const relay = given ?? (configured === "embedded" ? undefined : configured);
  const away =
    relay === undefined ? [] : [addressOf(relay)].filter(({ host }) => host !== app.host);
  const further = isConfigured ? settings.appRelays.map(addressOf) : [];
  const relays = [...away, ...further];
  return relays.length === 0 ? undefined : originsOf(...relays);
}

function configuredRelay(): string | undefined {
  const { embeddedRelay, relay } = ownSettings().settings;
  return embeddedRelay.publicUrl ?? relay;
}

/** The one to which this machine sends its phones. */
function isOwnApp(app: URL): boolean {
  const configured = ownSettings().settings.app ?? configuredRelay();
  return configured !== undefined && URL.parse(configured)?.origin === app.origin;
}

/**
 * Where all else is as it should be, the relays may be of one's own other machines. The service worker has another
 * version for them. What they are called comes from there, and is to be typed here.
 */
function hintAbout(app: URL, differences: readonly Difference[]): string {
  const isPolicyAlone = differences.every(
    ({ path, dials }) => dials !== undefined || path === "/sw.js",
  );
  const dialled = differences.flatMap(({ dials = [] }) => dials);
  const relays = dialled.filter((each) => relayForm.test(each));
  if (!isOwnApp(app) || !isPolicyAlone || relays.length === 0) {
    return "if it is not of another version, do not open it on a phone; deploy it again from here";
  }
  const all = new Set([...ownSettings().settings.appRelays, ...relays]);
  return `if all of these relays are yours, longrein config set appRelays ${[...all].join(",")}, and verify again`;
}

async function ask(
  origin: URL,
  app: KnownApp,
  relayOrigins: readonly string[] | undefined,
): Promise<Verdict> {
  try {
    return await verifyApp(origin, app, { relayOrigins });
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const hint = "longrein doctor says more when it is the relay that an agent uses";
    throw new UserFailure("failed", `${origin.origin} could not be asked: ${showLine(why)}`, hint, {
      cause: failure,
    });
  }
}
