// `longrein workspace …`: the folders in which phones may open runs. Nothing is shared by being found; what
// is shared stands in the configuration, and phones know it by its name alone.

import { hiddenIn } from "../config/hidden-characters.ts";
import { type SharedFolder, workspacesMax } from "../config/settings.ts";
import { requireShareable } from "../config/workspace-rules.ts";
import { othersMayWrite } from "../platform/own-word.ts";
import { realDirectory } from "../platform/real-directory.ts";
import { realPlace } from "../platform/state-folder.ts";
import { homeFolder, runsAsRoot } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { tellAgent } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { changeSettings, fileSettings, ownPlaces } from "./own-settings.ts";
import { showLine } from "./show-text.ts";
import { quoteName } from "./terminal.ts";

export async function shareWorkspace(call: Call): Promise<undefined> {
  const { terminal, argument, value } = call;
  const folder = realDirectory(argument("FOLDER"));
  if (runsAsRoot() && !call.isSet("allow-root")) {
    throw new UserFailure(
      "refused",
      "as root, what is approved on a phone would run as root",
      "run longrein as a user of its own, or say --allow-root",
    );
  }
  const { stateFolder, configFile } = ownPlaces();
  const places = { stateFolder: realPlace(stateFolder), configFile: realPlace(configFile) };
  const mayBeSystem = call.isSet("allow-system-folder");
  const home = realPlace(homeFolder());
  requireShareable(folder, { home, ...places, real: realPlace, mayBeSystem });
  const name = value("name") ?? nameOf(folder);
  requireSpeakable(name);
  requireVisible(name);
  let shared: SharedFolder = { name, folder, shared: true };
  changeSettings((settings) => {
    const known = settings.workspaces ?? [];
    const others = known.filter((one) => one.folder !== folder);
    requireFree(name, others);
    requireRoom(others, configFile);
    const before = known.find((one) => one.folder === folder);
    shared = { ...shared, ...validationOf(value("validate"), before) };
    return { ...settings, workspaces: [...others, shared] };
  });
  await tellAgent();
  terminal.say(
    `phones may open runs in ${showLine(folder)}, which they know as ${quoteName(name)}`,
  );
  if (othersMayWrite(folder)) {
    terminal.say("warning: others on this machine may write there, also into what you approve");
  }
  for (const command of shared.validate ?? []) {
    terminal.say(
      `after each turn that changes something it is validated with: ${showLine(command)}`,
    );
    terminal.say("this runs what the coding agent has written, with your rights and unasked");
  }
  terminal.json(shared);
  return undefined;
}

export async function unshareWorkspace({ terminal, argument }: Call): Promise<undefined> {
  const name = argument("WORKSPACE");
  const known = fileSettings().workspaces ?? [];
  const found = known.find((one) => one.name === name);
  if (found === undefined) {
    const hint = "longrein workspace";
    throw new UserFailure("failed", `there is no workspace ${JSON.stringify(name)}`, hint);
  }
  changeSettings((settings) => ({
    ...settings,
    workspaces: known.map((one) => (one.name === name ? { ...one, shared: false } : one)),
  }));
  await tellAgent();
  terminal.say(`no new run can be opened in ${showLine(found.folder)}; what runs there goes on`);
  terminal.json({ ...found, shared: false });
  return undefined;
}

export function listWorkspaces({ terminal }: Call): Promise<undefined> {
  const workspaces = fileSettings().workspaces ?? [];
  terminal.json({ workspaces });
  if (workspaces.length === 0) {
    terminal.say(
      `no folder is shared; to share one: ${terminal.command("workspace share FOLDER")}`,
    );
  }
  terminal.table(
    workspaces.map(({ name, folder, shared }) => [
      showLine(name),
      shared ? "shared" : "not shared",
      showLine(folder),
    ]),
  );
  return Promise.resolve(undefined);
}

function requireRoom(others: readonly SharedFolder[], configFile: string): void {
  if (others.length < workspacesMax) return;
  const why = `there are ${workspacesMax} workspaces already, those that are shared no more included`;
  throw new UserFailure("failed", why, `take one out of ${configFile}; see docs/configuration.md`);
}

/** What was set before stays unless something else is given. */
function validationOf(
  command: string | undefined,
  before: SharedFolder | undefined,
): Pick<SharedFolder, "validate"> {
  if (command === undefined) return before?.validate ? { validate: before.validate } : {};
  return command === "" ? {} : { validate: [command] };
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1).slice(0, 64);
}

/** As a word of a command line, too. */
function requireSpeakable(name: string): void {
  if (name !== "" && name === name.trim() && !name.startsWith("-")) return;
  const why = `${quoteName(name)} is no name: expected one that begins and ends with something, and not with "-"`;
  throw new UserFailure("refused", why, "give it another with --name");
}

/** On a phone, and in what coding agents are told, a name is read and never spelled out. */
function requireVisible(name: string): void {
  const hidden = hiddenIn(name);
  if (hidden === undefined) return;
  const why = `the name ${quoteName(name)} holds ${hidden}, which nobody sees`;
  throw new UserFailure("refused", why, "give it another with --name");
}

function requireFree(name: string, others: readonly SharedFolder[]): void {
  const other = others.find((one) => one.name === name);
  if (other === undefined) return;
  const why = `${JSON.stringify(name)} is the name of ${other.folder} already`;
  throw new UserFailure("failed", why, "give it another with --name");
}
