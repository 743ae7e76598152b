// The relay that the settings name: one somewhere, or one on this computer that is started here.

import { toBase64url } from "@longrein/protocol";
import type { EffectiveSettings } from "../config/effective.ts";
import { listenAddress } from "../config/listen-address.ts";
import { appOrigin, publicOrigin, relayOrigin } from "../config/relay-address.ts";
import { loadOrCreateKeys } from "../platform/agent-keys.ts";
import type { BuiltFiles } from "../platform/own-files.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { startEmbeddedRelay } from "./embedded-relay.ts";
import type { RelayAddress } from "./offers.ts";

export interface OpenRelay {
  readonly address: RelayAddress;
  readonly isEmbedded: boolean;
  /** Resolves with why, if one of ours ends by itself. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

/** Keeps the address the same from day to day, where nobody else has it. */
const usualPort = 8_787;

export async function openRelay(
  { relay, relaySecret, app, embeddedRelay }: EffectiveSettings,
  built: BuiltFiles | undefined,
  stateFolder: string,
): Promise<OpenRelay> {
  if (relay === undefined) {
    throw new UserFailure(
      "usage",
      "no relay is set",
      "longrein up --embedded for one on this computer, longrein relay deploy for one of your own on " +
        "Cloudflare, or longrein up --relay https://relay.example.org",
    );
  }
  const appUrl = app && appOrigin(app);
  if (relay === "embedded") return openEmbedded(embeddedRelay, built, stateFolder, appUrl);
  return {
    address: { url: relayOrigin(relay), secret: relaySecret, appUrl },
    isEmbedded: false,
    died: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  };
}

async function openEmbedded(
  settings: EffectiveSettings["embeddedRelay"],
  built: BuiltFiles | undefined,
  stateFolder: string,
  appUrl: string | undefined,
): Promise<OpenRelay> {
  if (built === undefined) {
    throw new UserFailure("failed", "the relay and the app are not built", "npm run build");
  }
  const { port } = settings;
  const address = listenAddress(settings);
  const publicUrl = settings.publicUrl && publicOrigin(settings.publicUrl);
  const hosts = publicUrl === undefined ? [] : [new URL(publicUrl).host];
  const started = await startOn(port, (chosen) =>
    startEmbeddedRelay({
      ...built,
      stateFolder,
      hosts,
      address,
      port: chosen,
      variables: { ...onlyOurSession(stateFolder), APP_ORIGIN: appUrl ?? "" },
    }),
  );
  return {
    address: { url: started.url, appUrl, ...(publicUrl === undefined ? {} : { publicUrl }) },
    isEmbedded: true,
    died: started.died.then(({ message }) => message),
    stop: () => started.stop(),
  };
}

/** A relay beside the agent is there for this agent: nobody else's session is carried, whoever reaches it. */
export function onlyOurSession(stateFolder: string): Readonly<Record<string, string>> {
  return { ALLOWED_SESSIONS: toBase64url(loadOrCreateKeys(stateFolder).sessionId) };
}

/** The port that was set and no other; without one the usual one if it is free, else any. */
export async function startOn<T>(
  port: number | undefined,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(port ?? usualPort);
  } catch (failure) {
    if (port === undefined) return start(0);
    const why = failure instanceof Error ? failure.message : "it does not start";
    throw new UserFailure("failed", why, "is the port in use? choose another with --port", {
      cause: failure,
    });
  }
}
