// `longrein devices …`: the paired phones, what each may do, and their end.

import { deviceNameBytesMax } from "@longrein/protocol/limits";
import type { DeviceLine } from "../control/verbs.ts";
import { systemClock } from "../platform/clock.ts";
import { askAgent, longId, shortId } from "./ask-agent.ts";
import type { Call } from "./command.ts";
import { fittingWords } from "./fitting-words.ts";
import { rightsInWords, saidRights } from "./said-rights.ts";
import { sayAgo } from "./say-time.ts";
import { quoteName } from "./terminal.ts";

export async function listDevices({ terminal }: Call): Promise<undefined> {
  const { devices } = await askAgent({ t: "devices.list" });
  terminal.json({ devices: devices.map(plain) });
  if (devices.length === 0) {
    terminal.say(`no phone is paired; to pair one: ${terminal.command("pair")}`);
  }
  const now = systemClock.now();
  const named = Map.groupBy(devices, ({ name }) => looks(name));
  const isNamesake = ({ name }: DeviceLine) => (named.get(looks(name))?.length ?? 0) > 1;
  terminal.table(
    devices.map((device) => [
      shortId(device.device),
      quoteName(device.name),
      rightsInWords(device, device.saidNo),
      device.here ? "here" : seenWords(device, now),
      device.words,
      isNamesake(device) ? "its name is another's, too" : "",
    ]),
  );
  return undefined;
}

export async function renameDevice({ terminal, argument }: Call): Promise<undefined> {
  const which = argument("PHONE");
  const name = fittingWords(argument("NAME"), "a phone's name", deviceNameBytesMax);
  const { device } = await askAgent({ t: "devices.rename", which, name });
  terminal.say(`it is called ${quoteName(device.name)} from now on`);
  terminal.json(plain(device));
  return undefined;
}

export async function setRole(call: Call): Promise<undefined> {
  const { terminal, argument } = call;
  const rights = saidRights(call, argument("ROLE"));
  const { device } = await askAgent({ t: "devices.role", which: argument("PHONE"), ...rights });
  terminal.say(`${quoteName(device.name)} is ${rightsInWords(device, device.saidNo)} from now on`);
  terminal.json(plain(device));
  return undefined;
}

export async function revokeDevice({ terminal, argument }: Call): Promise<undefined> {
  const { device } = await askAgent({ t: "devices.revoke", which: argument("PHONE") });
  terminal.say(`revoked ${quoteName(device.name)}; its connection is closed, and it gets no other`);
  terminal.json(plain(device));
  return undefined;
}

/** What two names have in common that people take for one. */
const looks = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

function seenWords({ seenAt, pairedAt }: DeviceLine, now: number): string {
  return seenAt === undefined ? `paired ${sayAgo(pairedAt, now)}` : `seen ${sayAgo(seenAt, now)}`;
}

function plain({ device, ...about }: DeviceLine) {
  return { ...about, device: longId(device) };
}
