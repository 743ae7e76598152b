// What can be set: the shape of the configuration file, what holds when something is absent, and reading it
// strictly, since a setting that is misspelled must not silently mean its default. Pure.

import { policyProfiles } from "@longrein/protocol/setup";
import {
  type ShapeOf,
  flag,
  integer,
  isRecord,
  list,
  object,
  oneOf,
  optional,
  text,
} from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { hiddenIn } from "./hidden-characters.ts";

const port = integer(1, 65_535);
/** What `setup` can tell a phone. Those that are not shared any more count: their records stay. */
export const workspacesMax = 64;

/** Longer, and what is asked about is another day's. */
export const answerMinutesMax = 60;

/** Of a relay's origin, where nothing else could be meant. */
export const relayForm = /^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;

const workspaceFields = {
  name: text(64),
  folder: text(4_096),
  shared: flag,
  /** Run after each turn that has changed something, each by a shell in the folder of the run. */
  validate: optional(list(text(1_024), 8)),
} as const;

const embeddedFields = {
  /** The port it is reached at. */
  port: optional(port),
  /** The address it listens on; anything but loopback is heard by others. */
  address: optional(text(64)),
  /** The user knows that others can reach it there. */
  exposed: optional(flag),
  /** Where phones find it, when something in front of it gives it another name. */
  publicUrl: optional(text(256)),
} as const;

const settingsFields = {
  relay: optional(text(256)),
  relaySecret: optional(text(256)),
  app: optional(text(256)),
  appRelays: optional(list(text(256, relayForm), 16)),
  embeddedRelay: optional(object(embeddedFields)),
  machine: optional(text(256)),
  workspaces: optional(list(object(workspaceFields), workspacesMax)),
  drivers: optional(list(text(64), 32)),
  policy: optional(oneOf(...policyProfiles)),
  answerMinutes: optional(integer(1, answerMinutesMax)),
  turnHours: optional(integer(1, 168)),
  turnOutputMebibytes: optional(integer(1, 1_024)),
  runMebibytes: optional(integer(1, 1_048_576)),
  runFiles: optional(integer(1, 9_999_999)),
  retentionDays: optional(integer(0, 3_650)),
  spendLimitDollars: optional(integer(0, 1_000_000)),
  spendLimitDollarsPerPhone: optional(integer(0, 1_000_000)),
  spendLimitDollarsPerRun: optional(integer(0, 1_000_000)),
  pushHosts: optional(list(text(256, /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/), 16)),
  untestedVersions: optional(list(text(128, /^[a-z][a-z0-9-]*@[\w.+-]+$/), 32)),
} as const;

const settingsShape = object(settingsFields);

/** As written; what is absent has its default. */
export type Settings = ShapeOf<typeof settingsShape>;
export type SharedFolder = NonNullable<Settings["workspaces"]>[number];

class SettingsFailure extends Error {
  override readonly name = "SettingsFailure";
}

export function readSettings(source: string): Settings {
  try {
    const value = parseStrictJson(source);
    const settings = parseSettings(value, "config");
    refuseUnknown(value, settingsFields, "config");
    if (isRecord(value)) refuseUnknownWithin(value);
    refuseHidden(settings);
    return settings;
  } catch (failure) {
    throw new SettingsFailure(failure instanceof Error ? failure.message : "cannot be read");
  }
}

/** Of values from wherever; `path` names them in what is thrown. */
export function parseSettings(value: unknown, path: string): Settings {
  return settingsShape.parse(value, path);
}

export function writeSettings(settings: Settings): string {
  return `${JSON.stringify(settingsShape.plain(settings), null, 2)}\n`;
}

function refuseUnknownWithin(value: Readonly<Record<string, unknown>>): void {
  refuseUnknown(value["embeddedRelay"], embeddedFields, "config.embeddedRelay");
  const { workspaces } = value;
  if (!Array.isArray(workspaces)) return;
  for (const [index, workspace] of workspaces.entries()) {
    refuseUnknown(workspace, workspaceFields, `config.workspaces[${index}]`);
  }
}

function refuseHidden({ workspaces = [] }: Settings): void {
  for (const [index, { name }] of workspaces.entries()) {
    const hidden = hiddenIn(name);
    if (hidden === undefined) continue;
    throw new SettingsFailure(
      `config.workspaces[${index}].name holds ${hidden}, which nobody sees`,
    );
  }
}

/** Peers may say more than we know; the user's own file may not: it would be a misspelling. */
function refuseUnknown(value: unknown, known: object, path: string): void {
  if (!isRecord(value)) return;
  const stranger = Object.keys(value).find((name) => !Object.hasOwn(known, name));
  if (stranger === undefined) return;
  const names = Object.keys(known).join(", ");
  throw new SettingsFailure(`there is no setting ${JSON.stringify(stranger)} in ${path}: ${names}`);
}
