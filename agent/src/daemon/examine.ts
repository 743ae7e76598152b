// The agent tries its own parts, each by the way that it is used: what `longrein doctor` shows.

import { isExposed } from "../config/listen-address.ts";
import type { Finding } from "../control/state-shapes.ts";
import { clearText } from "../egress/clear-text.ts";
import { keepNothing } from "../egress/hide-secrets.ts";
import { auditFaults } from "../audit/verify-audit.ts";
import { namesOf } from "../platform/agent-keys.ts";
import { systemClock } from "../platform/clock.ts";
import { askOverHttp } from "../platform/http-request.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Driver } from "../runs/driver.ts";
import { checkStore } from "../store/store-check.ts";
import type { AppWatch } from "./app-watch.ts";
import type { Daemon } from "./daemon.ts";
import type { LinkWatch } from "./link-watch.ts";
import type { LiveSettings } from "./live-settings.ts";
import { type RelayAddress, appUrl } from "./offers.ts";
import { within } from "./within.ts";

export interface Examined {
  readonly daemon: Daemon;
  readonly appWatch: AppWatch | undefined;
  readonly settings: LiveSettings;
  readonly linkWatch: LinkWatch;
  readonly relay: RelayAddress;
  readonly isEmbedded: boolean;
  readonly drivers: readonly Driver[];
}

/** Whatever it is that does not answer: what else was found is told all the same. */
const triedWithinMs = 25_000;
const relayWithinMs = 5_000;
const clockOffMaxMs = 30_000;

type Look = () => Promise<Finding> | Finding;

/** All beside each other; told one after the other, each as soon as it and all before it are known. */
export async function examine(
  options: Examined,
  tell: (finding: Finding) => void,
): Promise<Finding[]> {
  const trying = looks(options).map(([part, look]) => tried(part, look));
  const findings: Finding[] = [];
  for (const each of trying) {
    const finding = await each;
    tell(finding);
    findings.push(finding);
  }
  return findings;
}

function looks(options: Examined): (readonly [string, Look])[] {
  const { relay, drivers, settings } = options;
  const answer = askRelay(relay);
  const agents = drivers.map((driver): [string, Look] => [
    driver.name,
    () => codingAgent(driver, settings),
  ]);
  return [
    ["relay", () => answer.then((answered) => relayFinding(relay, answered))],
    ["clock", () => answer.then(clockFinding)],
    ["reach", () => reach(options)],
    ["link", () => link(options)],
    ["round trip", () => roundTrip(options)],
    ["app", () => appServed(options)],
    ["keys", () => keys(options)],
    ["redaction", redaction],
    // The last, since they hold up all else meanwhile: what waits for others is under way by then.
    ["store", () => store(options)],
    ["audit", () => audit(options)],
    ...(options.daemon.attempts.stuck.length === 0
      ? []
      : [["worktrees", () => stuck(options)] as const]),
    ...(agents.length === 0 ? [["coding agents", noCodingAgent] as const] : agents),
  ];
}

/** Of runs that are forgotten; shown only where there are any. */
function stuck({ daemon }: Examined): Finding {
  const [first, ...others] = daemon.attempts.stuck;
  const more = others.length === 0 ? "" : ` (and ${others.length} other worktrees)`;
  const next = first?.hint === undefined ? {} : { next: first.hint };
  const says = `what a forgotten run has changed stays: ${first?.message ?? ""}${more}`;
  return { part: "worktrees", state: "warning", says: says.slice(0, 1_000), ...next };
}

async function tried(part: string, look: Look): Promise<Finding> {
  let found: Finding = { part, state: "bad", says: "does not answer" };
  const looking = Promise.resolve()
    .then(look)
    .then((finding) => (found = finding));
  try {
    await within(systemClock, triedWithinMs, looking);
    return found;
  } catch (failure) {
    const says = failure instanceof Error ? failure.message : "it could not be tried";
    return { part, state: "bad", says: says.slice(0, 1_000) };
  }
}

interface RelayAnswer {
  readonly status: number;
  readonly date: string | undefined;
  readonly took: number;
}

/** Over the network, as a phone's browser would. */
async function askRelay({ url }: RelayAddress): Promise<RelayAnswer> {
  const began = systemClock.elapsed();
  const health = new URL("/health", url);
  const { status, date } = await askOverHttp(health, { withinMs: relayWithinMs });
  return { status, date, took: Math.round(systemClock.elapsed() - began) };
}

function relayFinding({ url }: RelayAddress, { status, took }: RelayAnswer): Finding {
  const part = "relay";
  if (status === 200) return { part, state: "good", says: `${url} answers in ${took} ms` };
  return { part, state: "bad", says: `${url} answers with status ${status}` };
}

/** By what the relay's answer says of the time there. */
function clockFinding({ date }: RelayAnswer): Finding {
  const part = "clock";
  const there = Date.parse(date ?? "");
  if (Number.isNaN(there)) return { part, state: "good", says: "the relay does not say the time" };
  const off = Math.round(Math.abs(systemClock.now() - there) / 1_000);
  if (off * 1_000 <= clockOffMaxMs) return { part, state: "good", says: "agrees with the relay's" };
  const next = "let the system set its clock: timedatectl set-ntp true";
  return { part, state: "warning", says: `differs from the relay's by ${off} seconds`, next };
}

function reach({ relay, isEmbedded, settings }: Examined): Finding {
  const part = "reach";
  if (!isEmbedded)
    return { part, state: "good", says: "phones reach the relay by its own address" };
  if (relay.publicUrl === undefined) {
    const next = "for a phone: longrein up --relay or --public-url, see longrein help up";
    return { part, state: "warning", says: "this computer's browsers only", next };
  }
  if (isExposed(settings.current.embeddedRelay)) {
    const next = "if no proxy elsewhere needs it: remove address from the configuration";
    return { part, state: "warning", says: "every machine of the network can talk to it", next };
  }
  return { part, state: "good", says: `phones are told ${relay.publicUrl}` };
}

function link({ linkWatch }: Examined): Finding {
  if (linkWatch.link === "ready") return { part: "link", state: "good", says: "connected" };
  const said = linkWatch.hint === undefined ? "" : `; the relay said: ${linkWatch.hint}`;
  return { part: "link", state: "bad", says: `not connected${said}`, next: "longrein logs" };
}

/** As a phone: through the relay to this very agent, and its answer back. */
async function roundTrip({ daemon, relay, linkWatch }: Examined): Promise<Finding> {
  const part = "round trip";
  if (linkWatch.link !== "ready") {
    return { part, state: "warning", says: "not tried while the agent is not connected" };
  }
  const relayUrl = relay.publicUrl ?? relay.url;
  const { origin } = new URL(appUrl(relay));
  try {
    const took = Math.round(await daemon.canary.fly({ relayUrl, origin, withinMs: relayWithinMs }));
    const says = `what a phone says by ${relayUrl} is answered by this agent's key in ${took} ms`;
    return { part, state: "good", says };
  } catch (failure) {
    const says = failure instanceof Error ? failure.message : "it does not come back";
    // Some networks keep a machine from its own public address; phones elsewhere may fare better.
    if (relay.publicUrl === undefined) return { part, state: "bad", says };
    const next = `to see for yourself: open ${relayUrl} on the phone`;
    return { part, state: "warning", says, next };
  }
}

/** Looked at now, by whoever the hourly look is done by. */
async function appServed({ appWatch, isEmbedded, relay }: Examined): Promise<Finding> {
  const part = "app";
  if (isEmbedded) return { part, state: "good", says: "served by this computer itself" };
  if (appWatch === undefined) {
    const says = "there is none here to compare with what phones load";
    return { part, state: "warning", says, next: "npm run build" };
  }
  const sight = await appWatch.lookNow();
  if (sight.kind !== "other") {
    return { part, state: "good", says: `${appUrl(relay)} serves the one of this version` };
  }
  const says = `${appUrl(relay)} serves another than this version's: ${sight.what}`;
  const next = "longrein verify shows all; longrein relay update, if it is yours and only older";
  return { part, state: "bad", says, next };
}

function store({ daemon }: Examined): Finding {
  const report = checkStore(daemon.store, namesOf(daemon.keys), "some");
  if (report.kind === "sound") {
    return { part: "store", state: "good", says: `whole; ${report.events} events opened` };
  }
  const says = report.faults.join("; ").slice(0, 1_000);
  return { part: "store", state: "bad", says, next: "longrein store check" };
}

function audit({ daemon }: Examined): Finding {
  const report = daemon.audit.verify();
  if (report.kind === "whole" && report.forgotten === 0) {
    return { part: "audit", state: "good", says: `${report.entries} entries, whole` };
  }
  const says =
    report.kind === "whole"
      ? `${report.forgotten} of ${report.entries} entries are without their texts`
      : `broken at entry ${report.n}: ${auditFaults[report.why]}`;
  return { part: "audit", state: "bad", says, next: "longrein audit export FILE" };
}

/** Signs with the key that phones know, and verifies with what they were given. */
async function keys({ daemon }: Examined): Promise<Finding> {
  const canary = nodePrimitives.randomBytes(32);
  const { identity } = daemon.keys;
  const signature = await identity.sign(canary);
  if (nodePrimitives.ed25519Verify(identity.public, canary, signature)) {
    return { part: "keys", state: "good", says: "sign and verify; in a file that is yours alone" };
  }
  return { part: "keys", state: "bad", says: "what they sign does not verify" };
}

/** A key that was never anybody's. */
function redaction(): Finding {
  const random = Buffer.from(nodePrimitives.randomBytes(18)).toString("hex");
  const canary = `ghp_${random}`;
  const cleared = clearText(`the token is ${canary} and so on`, keepNothing);
  if (!cleared.includes(random))
    return { part: "redaction", state: "good", says: "finds a made-up token" };
  return { part: "redaction", state: "bad", says: "lets a made-up token through" };
}

async function codingAgent(driver: Driver, settings: LiveSettings): Promise<Finding> {
  const part = driver.name;
  const { title, version, unusable } = await driver.describe();
  if (unusable !== undefined) return { part, state: "warning", says: unusable };
  const says = version === undefined ? title : `${title} ${version}`;
  if (version === undefined || !settings.allowedVersions(driver.name).includes(version)) {
    return { part, state: "good", says };
  }
  const next = "once a tested one is installed: longrein config unset untestedVersions";
  return { part, state: "warning", says: `${says}, by your word, not by our tests`, next };
}

function noCodingAgent(): Finding {
  const next = "install Claude Code or Codex; longrein uses what it finds on the PATH";
  return { part: "coding agents", state: "warning", says: "none was found", next };
}
