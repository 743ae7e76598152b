// The port while the link is still on its way: says at once what the vault knows, and keeps what it is asked
// until the link, which is most of the app's code, has been loaded and can take it. There is a link only
// while it is this tab's turn to speak for the phone.

import type { FleetInput, FleetPort } from "../state/fleet-port.ts";
import type { Key } from "../state/identifiers.ts";
import type { MachinePort, MemoryPlace } from "../state/phone-port.ts";
import { Database } from "../vault/database.ts";
import { faceOf } from "../vault/machines.ts";
import { type SealedVault, openVault } from "../vault/open-vault.ts";
import { memoryKey, recall } from "../vault/recall.ts";
import { fetchLater } from "./fetch-later.ts";
import { Turn } from "./turn.ts";

export type Link = Pick<FleetPort, "pair" | "rename" | "forget" | "start"> & {
  machine(key: Key): Omit<MachinePort, "recall"> | undefined;
  /** For good. Once this is done it writes nothing more. */
  letGo(): Promise<void>;
};
type Tell = (input: FleetInput) => void;
/** Fails where what the vault holds cannot be read. */
export type LinkMaker = (vault: SealedVault, tell: Tell) => Promise<Link>;

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
  readonly #database = new Database();
  #vault: Promise<SealedVault> | undefined;
  /** Something was asked of a link. */
  readonly #wanted = Promise.withResolvers<void>();
  #listener: Tell = () => undefined;

  constructor(loadLink: () => Promise<LinkMaker>) {
    this.#loadLink = loadLink;
    // While the turn is asked for; nothing is read before it has come.
    this.#database.open();
  }

  onInput(listener: Tell): void {
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
    const tell: Tell = (input) => {
      if (!isOver()) this.#tell(input);
    };
    this.#vault = openVault(this.#database);
    this.#bring(this.#vault, tell).then(
      (link) => {
        if (link !== undefined && !isOver()) this.#start(link);
      },
      () => tell({ kind: "app", status: "storage" }),
    );
  }

  /** Undefined where it did not come. */
  async #bring(opening: Promise<SealedVault>, tell: Tell): Promise<Link | undefined> {
    const vault = await opening;
    await sayWhatIsKept(vault, tell);
    // It is fetched and run after the first picture; where there is no machine, it is run for somebody who wants one.
    await picture();
    if (vault.machines.length === 0) {
      setTimeout(this.#wanted.resolve, restMs);
      fetchLater();
      await this.#wanted.promise;
    }
    const make = await this.#loadLink().catch(() => undefined);
    if (make === undefined) tell({ kind: "app", status: "incomplete" });
    return make?.(vault, tell);
  }

  async #recall(key: Key, place: MemoryPlace): Promise<void> {
    const vault = await this.#vault;
    if (vault === undefined) return;
    const value = await vault.database.get("memory", memoryKey(key, place));
    const input = await remembered(vault, key, place, value);
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
async function sayWhatIsKept(vault: SealedVault, tell: Tell): Promise<void> {
  const machines = vault.machines.map(faceOf);
  const inputs = await Promise.all(
    machines.map(({ key }, index) => remembered(vault, key, "inbox", vault.inboxes[index])),
  );
  tell({ kind: "machines", machines });
  for (const input of inputs) if (input !== undefined) tell(input);
}

async function remembered(
  { keys }: SealedVault,
  machine: Key,
  place: MemoryPlace,
  value: unknown,
): Promise<FleetInput | undefined> {
  const text = keys && (await recall(keys, machine, place, value));
  if (text === undefined) return undefined;
  return {
    kind: "of-machine",
    machine,
    input: { kind: "remembered", at: Date.now(), place, text },
  };
}
