// What this phone asked for and how far each has got. Answers stand by their approval, prompts by their
// run; an outcome is shown only when the agent has said it.

import type { Decision, OutcomeCode } from "@longrein/protocol";
import { type Key, keyOf } from "./identifiers.ts";
import type { CommandProgress, CommandSubject, PhoneInput } from "./phone-port.ts";

export interface Fate {
  readonly progress: CommandProgress;
  readonly code: OutcomeCode | undefined;
  readonly at: number;
}

export interface Answer extends Fate {
  readonly decision: Decision;
}

export interface SentPrompt extends Fate {
  readonly key: Key;
  readonly run: Key;
  readonly text: string;
  readonly givenAt: number;
}

export interface RunRequest extends Fate {
  readonly key: Key;
  readonly prompt: string;
  /** The run that was made. */
  readonly run: Key | undefined;
}

export interface Commands {
  readonly answers: ReadonlyMap<Key, Answer>;
  readonly prompts: ReadonlyMap<Key, SentPrompt>;
  readonly requests: ReadonlyMap<Key, RunRequest>;
  readonly stops: ReadonlyMap<Key, Fate>;
}

export const noCommands: Commands = {
  answers: new Map(),
  prompts: new Map(),
  requests: new Map(),
  stops: new Map(),
};

/** How well the phone knows the agent's clock, which it learned when they greeted each other. */
const clocksDifferAtMostMs = 10_000;

type CommandInput = Extract<PhoneInput, { readonly kind: "command" }>;

export function noteCommand(commands: Commands, input: CommandInput): Commands {
  const { subject, progress, code, at } = input;
  const fate: Fate = { progress, code, at };
  const key = keyOf(subject.id);
  switch (subject.kind) {
    case "approval": {
      const answer = { ...fate, decision: subject.decision };
      return { ...commands, answers: new Map(commands.answers).set(key, answer) };
    }
    case "prompt":
      return { ...commands, prompts: withPrompt(commands.prompts, subject, fate) };
    case "run": {
      const run = subject.run && keyOf(subject.run);
      const request = { ...fate, key, prompt: subject.prompt, run };
      return { ...commands, requests: new Map(commands.requests).set(key, request) };
    }
    case "stop":
      return { ...commands, stops: new Map(commands.stops).set(key, fate) };
  }
}

/**
 * The prompt now stands in the transcript, told by the agent: the phone's own copy would double it.
 * `at` is by the phone's clock. An older prompt of the same words is history and proves nothing.
 */
export function promptArrived(commands: Commands, run: Key, text: string, at: number): Commands {
  const own = [...commands.prompts.values()].find(
    (prompt) =>
      prompt.run === run &&
      prompt.text === text &&
      prompt.progress !== "failed" &&
      prompt.givenAt <= at + clocksDifferAtMostMs,
  );
  if (own === undefined) return commands;
  const prompts = new Map(commands.prompts);
  prompts.delete(own.key);
  return { ...commands, prompts };
}

function withPrompt(
  prompts: Commands["prompts"],
  subject: Extract<CommandSubject, { readonly kind: "prompt" }>,
  fate: Fate,
): Commands["prompts"] {
  const key = keyOf(subject.id);
  const known = prompts.get(key);
  const next = new Map(prompts);
  const arrived = fate.progress === "accepted" || fate.progress === "running";
  // Done: the agent has it, and its feed shows it. What arrived already is not brought back.
  if (fate.progress === "done") next.delete(key);
  else if (known !== undefined || !arrived) {
    const givenAt = known?.givenAt ?? fate.at;
    next.set(key, { ...fate, key, run: keyOf(subject.run), text: subject.text, givenAt });
  }
  return next;
}
