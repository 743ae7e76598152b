// `longrein hooks …`: what lets the phone take part in a coding agent that was started at the desktop: entries of
// ours in its settings.

import {
  type FoundHooks,
  foundHooks,
  hookCommand,
  withHooks,
  withoutHooks,
} from "../config/claude-hooks.ts";
import { door } from "../platform/own-files.ts";
import {
  type ForeignFile,
  readForeignFile,
  removeForeignFile,
  replaceForeignFile,
} from "../platform/foreign-file.ts";
import { environment, homeFolder } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call } from "./command.ts";
import { variablesOfPlaces } from "./own-settings.ts";

export function listHooks(call: Call): Promise<undefined> {
  const { terminal } = call;
  const file = settingsFile(call);
  const source = readForeignFile(file)?.text;
  const { events, command, isOff } =
    source === undefined ? none : understood(file, source, foundHooks);
  const isInstalled = events.length > 0;
  const isCurrent = command === ownCommand();
  terminal.json({
    claude: { file, installed: isInstalled, current: isCurrent, off: isOff, events },
  });
  const [state, next] = stateOf(isInstalled, isCurrent, isOff);
  terminal.table([["claude", state, file]]);
  if (next !== undefined) terminal.say(terminal.faint(next));
  return Promise.resolve(undefined);

  function stateOf(installed: boolean, current: boolean, off: boolean) {
    const install = `to put them there: ${terminal.command("hooks install claude")}`;
    if (!installed) return ["no hooks", install] as const;
    if (off) return ["off", '"disableAllHooks" stands in that file'] as const;
    return current ? (["installed"] as const) : (["of another longrein", install] as const);
  }
}

export function installHooks(call: Call): Promise<undefined> {
  const { terminal, isSet } = call;
  const file = settingsFile(call);
  const command = ownCommand();
  if (isSet("print")) {
    const content = withHooks(undefined, command);
    terminal.say(content);
    terminal.json({ file, content });
    return Promise.resolve(undefined);
  }
  const before = readForeignFile(file);
  const after = understood(file, before?.text, (source) => withHooks(source, command));
  const isChanged = after !== before?.text;
  if (isChanged) {
    keepBackup(file, before);
    replaceForeignFile(file, before, after);
  }
  terminal.say(
    isChanged
      ? `the phone takes part in claude from its next session on, by ${file}`
      : `${file} has our hooks already`,
  );
  terminal.json({ file, installed: true, changed: isChanged });
  return Promise.resolve(undefined);
}

export function uninstallHooks(call: Call): Promise<undefined> {
  const { terminal } = call;
  const file = settingsFile(call);
  const wasThere = takeOutHooks(file);
  terminal.say(wasThere ? `our hooks are gone from ${file}` : `${file} has no hooks of ours`);
  terminal.json({ file, installed: false, wasThere });
  return Promise.resolve(undefined);
}

/** False if there were none. */
export function takeOutHooks(file: string): boolean {
  const { before, found } = hooksIn(file);
  if (before === undefined || found.events.length === 0) return false;
  putBack(file, before, found);
  return true;
}

export function hasHooks(file: string): boolean {
  return hooksIn(file).found.events.length > 0;
}

function hooksIn(file: string) {
  const before = readForeignFile(file);
  return { before, found: before === undefined ? none : understood(file, before.text, foundHooks) };
}

const none: FoundHooks = { events: [], command: undefined, isOff: false };

function settingsFile({ value }: Call): string {
  return value("settings") ?? claudeSettings();
}

/** Where Claude Code has them, unless it is told otherwise. */
export function claudeSettings(): string {
  const own = environment["CLAUDE_CONFIG_DIR"] ?? `${homeFolder()}/.claude`;
  return `${own}/settings.json`;
}

function ownCommand(): string {
  return hookCommand({ node: process.execPath, door, variables: variablesOfPlaces() });
}

function backupOf(file: string): string {
  return `${file}.before-longrein`;
}

/** Of how it was without us, also when we come a second time. */
function keepBackup(file: string, before: ForeignFile | undefined): void {
  if (before !== undefined && foundHooks(before.text).events.length > 0) return;
  const backup = backupOf(file);
  if (before === undefined) removeForeignFile(backup);
  else replaceForeignFile(backup, readForeignFile(backup), before.text);
}

/** To the byte, where nothing but our hooks has changed since; else they alone are taken out. */
function putBack(file: string, before: ForeignFile, { command = "" }: FoundHooks): void {
  const backup = backupOf(file);
  const kept = readForeignFile(backup)?.text;
  const isAsWeLeftIt = withHooks(kept, command) === before.text;
  if (isAsWeLeftIt && kept === undefined) removeForeignFile(file);
  else
    replaceForeignFile(
      file,
      before,
      isAsWeLeftIt && kept !== undefined ? kept : withoutHooks(before.text),
    );
  removeForeignFile(backup);
}

/** What is not understood is not touched. */
function understood<S extends string | undefined, T>(
  file: string,
  source: S,
  read: (source: S) => T,
): T {
  try {
    return read(source);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : "it is not understood";
    const hint = "mend it; longrein hooks install claude --print shows what belongs there";
    throw new UserFailure("refused", `${file} was left as it is: ${why}`, hint);
  }
}
