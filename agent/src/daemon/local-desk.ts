// What the machine's own user asks over the control socket, verb by verb. Whoever can ask may do anything
// here that the agent may: the socket's folder is what keeps others out.

import { toBase64url } from "@longrein/protocol";
import type { Handlers } from "../control/control-server.ts";
import type { Finding, Status } from "../control/state-shapes.ts";
import { systemClock } from "../platform/clock.ts";
import type { Driver } from "../runs/driver.ts";
import type { AppWatch } from "./app-watch.ts";
import type { Daemon } from "./daemon.ts";
import type { DesktopHooks } from "./desktop-hooks.ts";
import { examine } from "./examine.ts";
import { InboxOverview } from "./inbox-overview.ts";
import type { LinkWatch } from "./link-watch.ts";
import type { LiveSettings } from "./live-settings.ts";
import { localApprovals } from "./local-approvals.ts";
import { localAudit } from "./local-audit.ts";
import { localDevices } from "./local-devices.ts";
import type { LocalPairing } from "./local-pairing.ts";
import { localGrants } from "./local-grants.ts";
import { localQuestions } from "./local-questions.ts";
import { localRuns } from "./local-runs.ts";
import { localSecrets } from "./local-secrets.ts";
import { localSessions } from "./local-sessions.ts";
import { localWaiting } from "./local-waiting.ts";
import { localWindows } from "./local-windows.ts";
import { type RelayAddress, appUrl } from "./offers.ts";

export interface LocalDeskOptions {
  readonly daemon: Daemon;
  /** Absent where the relay, and so the app, is on this computer. */
  readonly appWatch: AppWatch | undefined;
  readonly settings: LiveSettings;
  readonly linkWatch: LinkWatch;
  readonly pairing: LocalPairing;
  readonly relay: RelayAddress;
  readonly isEmbedded: boolean;
  readonly drivers: readonly Driver[];
  readonly version: string;
  readonly startedAt: number;
  stop(): void;
  kill(by: string): Promise<void>;
}

export function localDesk(options: LocalDeskOptions): Handlers {
  const { daemon, settings, pairing, stop, kill } = options;
  const overview = new InboxOverview(daemon.store);
  // Loaded when a hook speaks for the first time: most agents wait without one.
  let hooks: Promise<DesktopHooks> | undefined;
  const loadHooks = async () => {
    const { DesktopHooks: Loaded } = await import("./desktop-hooks.ts");
    const { drivers } = options;
    return new Loaded({
      drivers,
      runs: daemon.runs,
      workspaces: () => settings.workspaces(),
      clock: systemClock,
    });
  };
  return {
    status: () => statusOf(options, overview),
    stop: () => {
      stop();
      return {};
    },
    kill: async () => {
      await kill("longrein kill");
      return {};
    },
    reload: () => {
      settings.reload();
      daemon.setup.settingsChanged();
      return {};
    },
    pair: (request, conversation) => pairing.pair(request, conversation),
    ...localDevices(daemon),
    ...localRuns(overview, daemon.runs, daemon.store, daemon.attempts, {
      drivers: options.drivers,
      described: () => daemon.setup.drivers(),
      workspaces: () => options.settings.workspaces(),
    }),
    ...localWindows(overview, daemon.store, options.drivers),
    ...localApprovals(overview, daemon.approvals, daemon.runs),
    ...localQuestions(overview, daemon.questions),
    ...localGrants(overview, daemon.grants, daemon.store),
    ...localWaiting(overview, daemon.runs, daemon.store),
    ...localSecrets(overview, daemon.store),
    ...localSessions({
      store: daemon.store,
      drivers: options.drivers,
      workspaces: () => settings.workspaces(),
    }),
    ...localAudit(daemon.audit),
    hook: async (request, { signal }) => (await (hooks ??= loadHooks())).answer(request, signal),
    "drivers.list": async () => ({ drivers: [...(await daemon.setup.drivers())] }),
    "policy.show": () => ({ profile: daemon.ceiling.present }),
    "policy.set": ({ profile }) => {
      daemon.ceiling.set("machine", profile);
      return { profile: daemon.ceiling.present };
    },
    doctor: async ({ asFound }, { news }) => {
      const tell = (finding: Finding) => void (asFound && news({ t: "finding", finding }));
      return { findings: await examine(options, tell) };
    },
  };
}

function statusOf(options: LocalDeskOptions, overview: InboxOverview): Status {
  const { daemon, settings, linkWatch, relay, isEmbedded, version, startedAt } = options;
  const { link, since, hint } = linkWatch;
  const sight = options.appWatch?.sight;
  return {
    version,
    pid: process.pid,
    startedAt,
    machine: settings.current.machine,
    relay: relay.url,
    embedded: isEmbedded,
    app: appUrl(relay),
    ...(sight?.kind === "same" ? { appSeen: sight.at } : {}),
    ...(sight?.kind === "other" ? { appDiffers: sight.what } : {}),
    link,
    linkSince: since,
    ...(hint === undefined ? {} : { hint }),
    session: toBase64url(daemon.keys.sessionId),
    devices: daemon.store.devices.live().length,
    here: daemon.phones.present().length,
    runs: daemon.store.runs.unfinished().length,
    approvals: overview.asks().length,
    questions: overview.questions().length,
    spend: daemon.budget.summary(),
    workspaces: settings.workspaces().map(({ name, folder }) => ({ name, folder })),
    drivers: options.drivers.map(({ name }) => name),
  };
}
