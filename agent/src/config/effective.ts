// What holds in the end: the environment before the file before the default, and for each where it came
// from, since the first question about a setting that surprises is who has set it. Pure.

import type { PolicyProfile } from "@longrein/protocol";
import type { Environment } from "./places.ts";
import { type Settings, type SharedFolder, answerMinutesMax, parseSettings } from "./settings.ts";

export interface EffectiveSettings {
  /** An address, "embedded", or nothing yet. */
  readonly relay: string | undefined;
  /** What a private relay wants to hear of an agent. */
  readonly relaySecret: string | undefined;
  /** Where phones find the app; the relay serves it unless this says otherwise. */
  readonly app: string | undefined;
  /** Further relays that the app may dial, for the machines of others. */
  readonly appRelays: readonly string[];
  readonly embeddedRelay: NonNullable<Settings["embeddedRelay"]>;
  readonly machine: string;
  readonly workspaces: readonly SharedFolder[];
  /** Undefined: whatever is installed. */
  readonly drivers: readonly string[] | undefined;
  readonly policy: PolicyProfile;
  readonly answerMinutes: number;
  readonly turnHours: number;
  readonly turnOutputMebibytes: number;
  readonly runMebibytes: number;
  readonly runFiles: number;
  readonly retentionDays: number;
  readonly spendLimitDollars: number;
  readonly spendLimitDollarsPerPhone: number | undefined;
  readonly spendLimitDollarsPerRun: number | undefined;
  /** Names, with a port where it is not 443. */
  readonly pushHosts: readonly string[];
  /** As "codex@1.2.3". */
  readonly untestedVersions: readonly string[];
}

export type Origin = "environment" | "file" | "default";

export interface Setting {
  readonly name: string;
  /** The variable that overrides it, if there is one. */
  readonly variable: string | undefined;
  readonly about: string;
  readonly origin: Origin;
  readonly value: unknown;
}

interface Known {
  readonly name: keyof EffectiveSettings;
  readonly variable?: string;
  readonly about: string;
  /** What the variable says, as the file would say it. */
  readonly read?: (said: string) => unknown;
}

const known: readonly Known[] = [
  {
    name: "relay",
    variable: "LONGREIN_RELAY",
    about: "the relay's address, or embedded for one on this computer",
    read: (said) => said,
  },
  {
    name: "relaySecret",
    variable: "LONGREIN_RELAY_SECRET",
    about: "what a private relay asks of agents",
    read: (said) => said,
  },
  {
    name: "app",
    variable: "LONGREIN_APP",
    about: "the address at which phones find the app, where it is not the relay that serves it",
    read: (said) => said,
  },
  {
    name: "appRelays",
    variable: "LONGREIN_APP_RELAYS",
    about:
      "further relays that this app may dial, for phones with machines at several: https://relay.example.org, commas between " +
      "them; an app that names any other is taken for another app",
    read: commaSeparated,
  },
  {
    name: "embeddedRelay",
    about: "port, publicUrl, address and exposed of the relay on this computer",
  },
  {
    name: "machine",
    variable: "LONGREIN_MACHINE",
    about: "how this computer calls itself to phones",
    read: (said) => said,
  },
  { name: "workspaces", about: "folders that phones may open runs in" },
  {
    name: "drivers",
    variable: "LONGREIN_DRIVERS",
    about:
      'coding agents that may be used, all that are installed unless set: claude, codex, opencode, gemini, or "acp:" and the command of another; commas between them',
    read: commaSeparated,
  },
  {
    name: "policy",
    variable: "LONGREIN_POLICY",
    about: "the most that any phone can allow: strict, balanced or trusted",
    read: (said) => said,
  },
  {
    name: "answerMinutes",
    variable: "LONGREIN_ANSWER_MINUTES",
    about:
      `minutes that an approval or a question waits, at most ${answerMinutesMax}; an approval that nobody answers is ` +
      "denied, and the coding agent goes on without an answer to a question",
    read: wholeNumber,
  },
  {
    name: "turnHours",
    variable: "LONGREIN_TURN_HOURS",
    about: "hours after which a turn of a run is ended, at most 168",
    read: wholeNumber,
  },
  {
    name: "turnOutputMebibytes",
    variable: "LONGREIN_TURN_OUTPUT_MEBIBYTES",
    about:
      "MiB that a coding agent may say and show in one turn, at most 1024; beyond, the turn is ended",
    read: wholeNumber,
  },
  {
    name: "runMebibytes",
    variable: "LONGREIN_RUN_MEBIBYTES",
    about: "MiB by which the folder of a run may grow; beyond, its turn is ended",
    read: wholeNumber,
  },
  {
    name: "runFiles",
    variable: "LONGREIN_RUN_FILES",
    about: "files by which the folder of a run may grow; beyond, its turn is ended",
    read: wholeNumber,
  },
  {
    name: "retentionDays",
    variable: "LONGREIN_RETENTION_DAYS",
    about:
      "days after which what runs said is forgotten, and their worktrees go; 0 forgets with the end of each run",
    read: wholeNumber,
  },
  {
    name: "spendLimitDollars",
    variable: "LONGREIN_SPEND_LIMIT",
    about: "dollars of any 24 hours after which no new turn begins",
    read: wholeNumber,
  },
  {
    name: "spendLimitDollarsPerPhone",
    variable: "LONGREIN_SPEND_LIMIT_PER_PHONE",
    about: "of these, what the turns that one phone asked for may use up; all of it unless set",
    read: wholeNumber,
  },
  {
    name: "spendLimitDollarsPerRun",
    variable: "LONGREIN_SPEND_LIMIT_PER_RUN",
    about: "of these, what one run may use up; all of it unless set",
    read: wholeNumber,
  },
  {
    name: "pushHosts",
    variable: "LONGREIN_PUSH_HOSTS",
    about:
      "push services that phones may be told something through, besides those of Chrome, Firefox, Safari and Edge: " +
      "host, or host:port where it is not 443, commas between them; their addresses need not be public",
    read: commaSeparated,
  },
  {
    name: "untestedVersions",
    about:
      "versions of coding agents that may do more than look although they were not tested with this Longrein: " +
      "codex@1.2.3, commas between them",
    read: commaSeparated,
  },
];

export interface Effective {
  readonly settings: EffectiveSettings;
  readonly explained: readonly Setting[];
}

export function effectiveSettings(
  file: Settings,
  environment: Environment,
  machine: string,
): Effective {
  const overriding = overrides(environment);
  const settings: EffectiveSettings = { ...defaults(machine), ...file, ...overriding };
  const explained = known.map(({ name, variable, about }) => {
    const below = file[name] === undefined ? ("default" as const) : ("file" as const);
    const origin = overriding[name] === undefined ? below : ("environment" as const);
    return { name, variable, about, origin, value: settings[name] };
  });
  return { settings, explained };
}

function defaults(machine: string): EffectiveSettings {
  return {
    relay: undefined,
    relaySecret: undefined,
    app: undefined,
    appRelays: [],
    embeddedRelay: {},
    machine,
    workspaces: [],
    drivers: undefined,
    policy: "balanced",
    answerMinutes: 15,
    turnHours: 6,
    turnOutputMebibytes: 32,
    runMebibytes: 2_048,
    runFiles: 100_000,
    retentionDays: 14,
    spendLimitDollars: 10,
    spendLimitDollarsPerPhone: undefined,
    spendLimitDollarsPerRun: undefined,
    pushHosts: [],
    untestedVersions: [],
  };
}

function overrides(environment: Environment): Settings {
  const all = known.map(({ name, variable, read }): Settings => {
    const said = variable === undefined ? undefined : environment[variable];
    if (variable === undefined || read === undefined || said === undefined || said === "") {
      return {};
    }
    return parseSettings({ [name]: read(said) }, variable);
  });
  return all.reduce((sum, one) => ({ ...sum, ...one }), {});
}

/** One setting from what was typed for it; throws, by its name, when that cannot be. */
export function settingFrom(name: string, said: string): Settings {
  const read = known.find((one) => one.name === name)?.read;
  return parseSettings({ [name]: read === undefined ? said : read(said) }, "config");
}

function commaSeparated(said: string): string[] {
  return said.split(",").filter((name) => name !== "");
}

/** What is no number stays what it is, and is refused as such. */
function wholeNumber(said: string): unknown {
  return /^\d{1,7}$/.test(said) ? Number(said) : said;
}
