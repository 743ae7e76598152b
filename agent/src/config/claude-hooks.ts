// Our entries among the hooks in Claude Code's settings: put in, found, and taken out again, everything else left
// as it is. Pure: the file's text in, its text out.

import { isRecord } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { answerMinutesMax } from "./settings.ts";

export interface HookProgram {
  readonly node: string;
  readonly door: string;
  /** Ours that the user has set: another state folder is another agent. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface FoundHooks {
  /** For these events. */
  readonly events: readonly string[];
  /** What they run; undefined if there are none. */
  readonly command: string | undefined;
  /** Claude Code has been told to run no hooks at all. */
  readonly isOff: boolean;
}

/** Seconds; a hook is ended by Claude Code when they are over. It outlives the approval, whose end it tells. */
const askSeconds = answerMinutesMax * 60 + 60;
const tellSeconds = 10;

const ours = {
  // Runs beside the dialog: whoever answers first has answered.
  PermissionRequest: { timeout: askSeconds },
  // Tells what was typed, and keeps nobody waiting.
  UserPromptSubmit: { timeout: tellSeconds, async: true },
} as const;

/** What every command of ours ends with. Claude Code takes the exit code 2 for a no, so there is none. */
const ending = " hook claude || true";

type Json = Readonly<Record<string, unknown>>;

export function hookCommand({ node, door, variables }: HookProgram): string {
  const set = Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`);
  const words = [...(set.length === 0 ? [] : ["env", ...set]), shellWord(node), shellWord(door)];
  return `${words.join(" ")}${ending}`;
}

/** Throws if the settings are not understood; the same text if all is there already. */
export function withHooks(source: string | undefined, command: string): string {
  const settings = source === undefined ? {} : settingsIn(source);
  const present = hooksOf(settings);
  const hooks: Record<string, unknown> = { ...hooksWithoutOurs(settings) };
  for (const [event, about] of Object.entries(ours)) {
    const group = { hooks: [{ type: "command", command, ...about }] };
    const isThere = groupsOf(present, event).some((each) => sameJson(each, group));
    hooks[event] = isThere ? present[event] : [...groupsOf(hooks, event), group];
  }
  return written({ ...settings, hooks: inOrderOf(present, hooks) }, source);
}

/** To be called only where some of ours were found. */
export function withoutHooks(source: string): string {
  const settings = settingsIn(source);
  const hooks = hooksWithoutOurs(settings);
  const { hooks: _, ...rest } = settings;
  const isEmpty = Object.keys(hooks).length === 0;
  return written(isEmpty ? rest : { ...settings, hooks }, source);
}

export function foundHooks(source: string): FoundHooks {
  const settings = settingsIn(source);
  const hooks = hooksOf(settings);
  const found = Object.keys(hooks).flatMap((event) =>
    groupsOf(hooks, event)
      .flatMap((group) => entriesOf(group))
      .filter(isOurs)
      .map(({ command }) => ({ event, command })),
  );
  const command = found[0]?.command;
  return {
    events: found.map(({ event }) => event),
    command,
    isOff: settings["disableAllHooks"] === true,
  };
}

function settingsIn(source: string): Json {
  const settings = parseStrictJson(source);
  if (!isRecord(settings)) throw new TypeError("expected an object");
  return settings;
}

function hooksOf(settings: Json): Json {
  const { hooks = {} } = settings;
  if (!isRecord(hooks)) throw new TypeError('expected an object in "hooks"');
  return hooks;
}

function groupsOf(hooks: Json, event: string): readonly unknown[] {
  const groups = hooks[event] ?? [];
  if (!Array.isArray(groups)) throw new TypeError(`expected a list in "hooks", "${event}"`);
  return groups;
}

function entriesOf(group: unknown): readonly unknown[] {
  const entries = isRecord(group) ? group["hooks"] : undefined;
  return Array.isArray(entries) ? entries : [];
}

/** Groups and events that held nothing but ours go with it; what was empty before stays. */
function hooksWithoutOurs(settings: Json): Json {
  const hooks = hooksOf(settings);
  const events = Object.keys(hooks).flatMap((event) => {
    const groups = groupsOf(hooks, event);
    const left = groups.flatMap((group) => {
      const entries = entriesOf(group);
      const theirs = entries.filter((entry) => !isOurs(entry));
      if (theirs.length === entries.length) return [group];
      return theirs.length === 0 || !isRecord(group) ? [] : [{ ...group, hooks: theirs }];
    });
    return left.length === 0 && groups.length > 0 ? [] : [[event, left] as const];
  });
  return Object.fromEntries(events);
}

function inOrderOf(present: Json, hooks: Json): Json {
  const names = [...new Set([...Object.keys(present), ...Object.keys(hooks)])];
  return Object.fromEntries(names.map((name) => [name, hooks[name]]));
}

function isOurs(entry: unknown): entry is { readonly command: string } {
  const command = isRecord(entry) ? entry["command"] : undefined;
  return typeof command === "string" && command.endsWith(ending);
}

/** In the file's own manner: its indentation, its line ends, its last line. */
function written(settings: Json, source = "{\n  \n}\n"): string {
  if (sameJson(settings, parseStrictJson(source))) return source;
  const indentation = source.includes("\n") ? (/\n([ \t]+)/.exec(source)?.[1] ?? "  ") : "";
  const text = JSON.stringify(settings, undefined, indentation);
  const whole = source.endsWith("\n") ? `${text}\n` : text;
  return source.includes("\r\n") ? whole.replaceAll("\n", "\r\n") : whole;
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function shellWord(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new RangeError("expected no control characters in a path");
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
