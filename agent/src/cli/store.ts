// `longrein store …`: whether the store is whole, and the whole agent in one sealed file, there and back.

import { namesOf } from "../platform/agent-keys.ts";
import { systemClock } from "../platform/clock.ts";
import { removeIdleLock } from "../platform/idle-lock.ts";
import { requireNewFile } from "../platform/new-file.ts";
import { openStateFolder } from "../platform/state-folder.ts";
import { untilAskedToEnd } from "../platform/this-machine.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { type FoundBackup, readBackup, requireBackup, writeBackup } from "../store/backup.ts";
import { checkStore } from "../store/store-check.ts";
import { shortId } from "./ask-agent.ts";
import { type Call, exitCodes } from "./command.ts";
import { ownPlaces } from "./own-settings.ts";
import { withOwnStore } from "./own-store.ts";
import { rightsInWords } from "./said-rights.ts";
import { showText } from "./show-text.ts";
import { type Terminal, quoteName } from "./terminal.ts";

export async function checkOwnStore({ terminal }: Call): Promise<number | undefined> {
  const report = await withOwnStore("beside", ({ store, keys }) =>
    checkStore(store, namesOf(keys)),
  );
  terminal.json(report);
  if (report.kind === "sound") {
    terminal.say(
      `the store is whole: ${report.events} events and ${report.sealed} sealed rows opened`,
    );
    terminal.say(
      `its audit log is whole: ${report.entries} entries, signed by the agent up to ${report.signedTo}`,
    );
    return undefined;
  }
  for (const fault of report.faults) terminal.say(showText(fault));
  terminal.fail({
    message: "the store is damaged",
    hint: "longrein stop, keep a copy of the state folder, then longrein help store import",
  });
  return exitCodes.failed;
}

export async function exportStore({ terminal, argument }: Call): Promise<undefined> {
  const path = argument("FILE");
  // Before anybody thinks of a passphrase; whatever comes into being meanwhile is left alone as well.
  requireNewFile(path);
  await withOwnStore("beside", async ({ store, stateFolder }) => {
    const passphrase = await newPassphrase(terminal);
    // Whoever asks for the end now gets it when nothing is left half done.
    void untilAskedToEnd();
    await writeBackup(store, stateFolder, { path, passphrase }, systemClock.now());
  });
  terminal.json({ file: path });
  terminal.say(`wrote ${path}: whoever has it and its passphrase is this agent`);
  return undefined;
}

export async function importStore(call: Call): Promise<undefined> {
  const { terminal, argument } = call;
  const path = argument("FILE");
  const place = openStateFolder(ownPlaces().stateFolder);
  removeIdleLock(place);
  await requireBackup(path, place);
  const passphrase = await passphraseOf(terminal, "passphrase: ");
  const asked = untilAskedToEnd();
  const keep = (found: FoundBackup) => Promise.race([keepPhones(call, found), calledOff(asked)]);
  const taken = await readBackup({ path, passphrase }, place, keep, systemClock.now());
  const { writtenAt, phones, phonesKept } = taken;
  terminal.json({ writtenAt, phones: phones.length, phonesKept });
  terminal.say(`this is the agent of ${dayOf(writtenAt)} again; all after that is not in it`);
  if (phones.length > 0 && !phonesKept) {
    terminal.say(`its phones have to be paired again: ${terminal.command("pair")}`);
  }
  terminal.say("the machine it was taken from must not run it any more");
  terminal.say(`what may go ahead unasked is as it was then: ${terminal.command("policy")}`);
  return undefined;
}

/** A phone that was revoked since then would be let in again, so somebody has to look. */
async function keepPhones(call: Call, { writtenAt, phones }: FoundBackup): Promise<boolean> {
  const { terminal, isSet } = call;
  if (phones.length === 0) return true;
  terminal.say(`phones that were paired on ${dayOf(writtenAt)}:`);
  terminal.table(
    phones.map(({ id, name, ...rights }) => [
      "",
      shortId(id),
      rightsInWords(rights, rights.approver === false),
      quoteName(name),
    ]),
  );
  if (isSet("keep-phones")) return true;
  if (!terminal.isInteractive) return false;
  const answer = await terminal.ask("are all of them still yours, and to be let in? [y/N] ");
  return answer?.trim().toLowerCase() === "y";
}

const calledOffText = "called off, and nothing was changed";

async function calledOff(asked: Promise<void>): Promise<never> {
  await asked;
  throw new UserFailure("failed", calledOffText);
}

async function newPassphrase(terminal: Terminal): Promise<string> {
  const first = await passphraseOf(terminal, "a passphrase for it, of 12 characters or more: ");
  if (!terminal.isInteractive) return first;
  if ((await passphraseOf(terminal, "the same once more: ")) === first) return first;
  throw new UserFailure("usage", "these were not the same", "longrein store export FILE");
}

async function passphraseOf(terminal: Terminal, question: string): Promise<string> {
  const typed = await terminal.askHidden(question);
  if (typed !== undefined) return typed;
  if (terminal.isInteractive) throw new UserFailure("failed", calledOffText);
  const hint = "type it, or give it as the first line of the input";
  throw new UserFailure("usage", "a passphrase is needed", hint);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}
