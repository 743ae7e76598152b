// The port while the link is still on its way: says at once what the vault knows, and keeps what it is asked
// until the link, which is most of the app's code, has been loaded and can take it. There is a link only
// while it is this tab's turn to speak for the phone.

import type { FleetInput, FleetPort } from "../state/fleet-port.ts";
import type { Key } from "../state/identifiers.ts";
import type { MachinePort, MemoryPlace } from "../state/phone-port.ts";
import { type Vault, openVault } from "../vault/open-vault.ts";
import { faceOf } from "../vault/machines.ts";
import { recall } from "../vault/recall.ts";
import { Turn } from "./turn.ts";

export type Link = Pick<FleetPort, "pair" | "rename" | "forget" | "start"> & {
  machine(key: Key): Omit<MachinePort, "recall"> | undefined;
  /** For good. Once this is done it writes nothing more. */
  letGo(): Promise<void>;
};
export type LinkMaker = (vault: Vault, tell: (input: FleetInput) => void) => Link;

/** Until then whoever has just come is reading. */
const restMs = 3_000;

const isElsewhere: FleetInput = { kind: "app", status: "elsewhere" };

export class EarlyPort implements FleetPort {
  readonly #loadLink: () => Promise<LinkMaker>;
  readonly #turn = new Turn({
    begins: () => this.#begin(),
    ends: () => this.#end(),
    isElsewhere: () => this.#tell(isElsewhere),
  });
  /** Another one each time that this tab's turn begins. */
  #link = Promise.withResolvers<Link>();
  #made: Link | undefined;
  #vault: Promise<Vault> | undefined;
  /** Something was asked of a link. */
  readonly #wanted = Promise.withResolvers<void>();
  #listener: (input: FleetInput) => void = () => undefined;

  constructor(loadLink: () => Promise<LinkMaker>) {
    this.#loadLink = loadLink;
  }

  onInput(listener: (input: FleetInput) => void): void {
    this.#listener = listener;
  }

  start(): void {
    this.#turn.wait();
  }

  useHere(): void {
    void this.#turn.takeOver();
  }

  pair(link: string, deviceName: string): void {
    this.#tell({ kind: "pairing", status: { kind: "connecting" } });
    this.#ask((port) => port.pair(link, deviceName));
  }

  rename(machine: Key, label: string): void {
    this.#ask((link) => link.rename(machine, label));
  }

  async forget(machine: Key): Promise<void> {
    const link = await this.#link.promise;
    await link.forget(machine);
  }

  async wipe(): Promise<void> {
    await this.#made?.letGo();
    const { eraseDatabase } = await import("../vault/erase-database.ts");
    await eraseDatabase();
  }

  machine(key: Key): MachinePort {
    const ask = (act: (port: Omit<MachinePort, "recall">) => void) =>
      this.#ask((link) => {
        const port = link.machine(key);
        if (port !== undefined) act(port);
      });
    return {
      give: (command) => ask((port) => port.give(command)),
      answer: (about, decision, how) => ask((port) => port.answer(about, decision, how)),
      sendNow: (command) => ask((port) => port.sendNow(command)),
      takeBack: (command) => ask((port) => port.takeBack(command)),
      ask: async (query) => (await this.#link.promise).machine(key)?.ask(query),
      keepDraft: (run, text) => ask((port) => port.keepDraft(run, text)),
      remember: (place, text) => this.#made?.machine(key)?.remember(place, text),
      recall: (place) => void this.#recall(key, place).catch(() => undefined),
      follow: (feed) => ask((port) => port.follow(feed)),
      unfollow: (feed) => ask((port) => port.unfollow(feed)),
    };
  }

  #begin(): void {
    const { promise } = this.#link;
    const isOver = () => promise !== this.#link.promise;
    const tell = (input: FleetInput) => {
      if (!isOver()) this.#tell(input);
    };
    this.#vault = openVault();
    this.#vault.then(
      async (vault) => {
        await sayWhatIsKept(vault, tell);
        // Its bytes have been on their way since the page was read; running them waits for the first picture, and
        // where there is no machine for somebody who wants one.
        setTimeout(this.#wanted.resolve, restMs);
        await (vault.machines.length > 0 ? picture() : this.#wanted.promise);
        this.#loadLink().then(
          (make) => {
            if (!isOver()) this.#start(make(vault, tell));
          },
          () => tell({ kind: "app", status: "incomplete" }),
        );
      },
      () => tell({ kind: "app", status: "storage" }),
    );
  }

  async #recall(key: Key, place: MemoryPlace): Promise<void> {
    const vault = await this.#vault;
    const input = vault && (await remembered(vault, key, place));
    if (input !== undefined) this.#tell(input);
  }

  #start(link: Link): void {
    link.start();
    this.#made = link;
    this.#link.resolve(link);
  }

  async #end(): Promise<void> {
    const made = this.#made;
    this.#made = undefined;
    this.#link = Promise.withResolvers();
    this.#tell(isElsewhere);
    await made?.letGo();
  }

  #ask(act: (link: Link) => void): void {
    this.#wanted.resolve();
    void this.#link.promise.then(act);
  }

  #tell(input: FleetInput): void {
    this.#listener(input);
  }
}

/** What was said last is seen then; where nobody looks, nothing is. */
async function picture(): Promise<void> {
  if (document.hidden) return;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** All in one go, so that nobody sees a list that is empty first. */
async function sayWhatIsKept(vault: Vault, tell: (input: FleetInput) => void): Promise<void> {
  const machines = vault.machines.map(faceOf);
  const inputs = await Promise.all(machines.map(({ key }) => remembered(vault, key, "inbox")));
  tell({ kind: "machines", machines });
  for (const input of inputs) if (input !== undefined) tell(input);
}

async function remembered(
  { database, keys }: Vault,
  machine: Key,
  place: MemoryPlace,
): Promise<FleetInput | undefined> {
  const text = keys && (await recall(database, keys, machine, place));
  if (text === undefined) return undefined;
  return {
    kind: "of-machine",
    machine,
    input: { kind: "remembered", at: Date.now(), place, text },
  };
}
