// What this phone asked for and how far each has got. Answers stand by their approval or question, prompts by
// their own id, the rest by its run; an outcome is shown only when the agent has said it.

import { type Decision, type OutcomeCode, type Role, equalBytes } from "@longrein/protocol";
import { type Key, keyOf } from "./identifiers.ts";
import type { CommandProgress, PhoneInput, RunSettings, Waiting } from "./phone-port.ts";

export interface Fate {
  readonly command: Uint8Array;
  readonly progress: CommandProgress;
  readonly code?: OutcomeCode | undefined;
  /** When it may be tried again, where the machine has said so. */
  readonly againAt?: number | undefined;
  readonly at: number;
  /** While it is queued. */
  readonly waiting?: Waiting | undefined;
}

export interface Answer extends Fate {
  readonly decision: Decision;
}

export interface QuestionReply extends Fate {
  readonly declined: boolean;
}

export interface SentPrompt extends Fate {
  readonly key: Key;
  readonly run: Key;
  readonly text: string;
  readonly when: "queue" | "steer" | undefined;
}

/** Of a prompt that waits at the machine. */
export interface PromptChange extends Fate {
  readonly key: Key;
  readonly run: Key;
  /** Undefined where it is withdrawn. */
  readonly text: string | undefined;
}

export interface RunRequest extends Fate {
  readonly key: Key;
  readonly prompt: string;
  readonly inSession: boolean;
  /** The run that was made. */
  readonly run: Key | undefined;
}

export interface SettingsRequest extends Fate {
  readonly to: RunSettings;
}

export interface DeviceChange extends Fate {
  /** That it shall have. */
  readonly role: Role | undefined;
}

export interface Commands {
  readonly answers: ReadonlyMap<Key, Answer>;
  readonly replies: ReadonlyMap<Key, QuestionReply>;
  readonly prompts: ReadonlyMap<Key, SentPrompt>;
  readonly changes: ReadonlyMap<Key, PromptChange>;
  readonly requests: ReadonlyMap<Key, RunRequest>;
  readonly stops: ReadonlyMap<Key, Fate>;
  readonly denials: ReadonlyMap<Key, Fate>;
  readonly settings: ReadonlyMap<Key, SettingsRequest>;
  readonly devices: ReadonlyMap<Key, DeviceChange>;
  /** The last of each. */
  readonly machine: ReadonlyMap<Key, Fate>;
}

export const noCommands: Commands = {
  answers: new Map(),
  replies: new Map(),
  prompts: new Map(),
  changes: new Map(),
  requests: new Map(),
  stops: new Map(),
  denials: new Map(),
  settings: new Map(),
  devices: new Map(),
  machine: new Map(),
};

type CommandInput = Extract<PhoneInput, { readonly kind: "command" }>;

export function noteCommand(commands: Commands, input: CommandInput): Commands {
  const { kind: _kind, subject, ...fate } = input;
  const key = keyOf(subject.id);
  const { answers, replies, prompts, changes, requests, stops, denials, settings, devices } =
    commands;
  switch (subject.kind) {
    case "approval":
      return { ...commands, answers: put(answers, key, { ...fate, decision: subject.decision }) };
    case "question":
      return { ...commands, replies: put(replies, key, { ...fate, declined: subject.declined }) };
    case "prompt": {
      const { text, when } = subject;
      const prompt = { ...fate, key, run: keyOf(subject.run), text, when };
      return { ...commands, prompts: putUntilDone(prompts, key, prompt) };
    }
    case "waiting-prompt": {
      const change = { ...fate, key, run: keyOf(subject.run), text: subject.text };
      return { ...commands, changes: putUntilDone(changes, key, change) };
    }
    case "run": {
      const run = subject.run && keyOf(subject.run);
      const { prompt, inSession } = subject;
      const request = { ...fate, key, prompt, inSession, run };
      return { ...commands, requests: put(requests, key, request) };
    }
    case "stop":
      return { ...commands, stops: putUntilDone(stops, key, fate) };
    case "deny-all":
      return { ...commands, denials: putUntilDone(denials, key, fate) };
    case "device": {
      const change = { ...fate, role: subject.role };
      return { ...commands, devices: putUntilDone(devices, key, change) };
    }
    case "machine":
      return { ...commands, machine: put(commands.machine, subject.does, fate) };
    case "settings": {
      const request = { ...fate, to: subject.to };
      return { ...commands, settings: putUntilDone(settings, key, request) };
    }
  }
}

/** As if it had never been given. */
export function takeBackCommand(commands: Commands, command: Uint8Array): Commands {
  const others = <F extends Fate>(fates: ReadonlyMap<Key, F>): ReadonlyMap<Key, F> =>
    new Map([...fates].filter(([, fate]) => !equalBytes(fate.command, command)));
  return {
    answers: others(commands.answers),
    replies: others(commands.replies),
    prompts: others(commands.prompts),
    changes: others(commands.changes),
    requests: others(commands.requests),
    stops: others(commands.stops),
    denials: others(commands.denials),
    settings: others(commands.settings),
    devices: others(commands.devices),
    machine: others(commands.machine),
  };
}

/** The run has begun anew: what became of stopping it before is history. */
export function runBeganAnew(commands: Commands, run: Key): Commands {
  const { stops, denials } = commands;
  if (!isSettled(stops.get(run)) && !isSettled(denials.get(run))) return commands;
  return {
    ...commands,
    stops: isSettled(stops.get(run)) ? without(stops, run) : stops,
    denials: isSettled(denials.get(run)) ? without(denials, run) : denials,
  };
}

export function isUnderWay({ progress }: Fate): boolean {
  return ["queued", "sent", "accepted", "running"].includes(progress);
}

function isSettled(fate: Fate | undefined): boolean {
  return fate !== undefined && !isUnderWay(fate);
}

/** Once it is done, the agent's own feeds show it; what was asked for since is not. */
function putUntilDone<F extends Fate>(
  fates: ReadonlyMap<Key, F>,
  key: Key,
  fate: F,
): ReadonlyMap<Key, F> {
  if (fate.progress !== "done") return put(fates, key, fate);
  const last = fates.get(key);
  return last && equalBytes(last.command, fate.command) ? without(fates, key) : fates;
}

function put<F>(fates: ReadonlyMap<Key, F>, key: Key, fate: F): ReadonlyMap<Key, F> {
  return new Map(fates).set(key, fate);
}

function without<F>(fates: ReadonlyMap<Key, F>, key: Key): ReadonlyMap<Key, F> {
  const left = new Map(fates);
  left.delete(key);
  return left;
}
