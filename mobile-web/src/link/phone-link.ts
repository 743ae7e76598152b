// The phone's connected half behind the port that the screens use: all paired machines, each with a link of its
// own, and pairing. Everything they learn leaves through one listener, in order.

import type { FleetInput, FleetPort, PairingStatus } from "../state/fleet-port.ts";
import type { Key } from "../state/identifiers.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { forgetMachine } from "../vault/forget-machine.ts";
import { type Machine, faceOf } from "../vault/machines.ts";
import type { SealedVault } from "../vault/open-vault.ts";
import { nameOutbox } from "../vault/outbox-of-machine.ts";
import { type Vault, unsealVault } from "../vault/unseal-vault.ts";
import type { Enrolment } from "./enrolment.ts";
import { PairedMachine } from "./paired-machine.ts";
import { watchPresence } from "./returning.ts";

/** `tell` takes everything that the link learns, in order. */
export async function createPhoneLink(
  vault: SealedVault,
  tell: (input: FleetInput) => void,
): Promise<PhoneLink> {
  return new PhoneLink(await unsealVault(vault), tell);
}

class PhoneLink implements Pick<FleetPort, "pair" | "rename" | "forget" | "start"> {
  readonly #vault: Vault;
  readonly #tell: (input: FleetInput) => void;
  /** In the order in which they were paired. */
  readonly #machines = new Map<Key, PairedMachine>();
  #enrolment: Enrolment | undefined;
  readonly #over = new AbortController();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(vault: Vault, tell: (input: FleetInput) => void) {
    this.#vault = vault;
    this.#tell = tell;
  }

  start(): void {
    const { keys, machines, database } = this.#vault;
    const all = (act: (machine: PairedMachine) => void) => () => this.#machines.forEach(act);
    const presence = { returned: all((each) => each.wake()), left: all((each) => each.rest()) };
    const { signal } = this.#over;
    watchPresence(presence, signal);
    const leave = all((each) => void each.leave());
    document.addEventListener("visibilitychange", leave, { signal });
    const [first] = machines;
    if (keys === undefined || first === undefined) return;
    const named = nameOutbox(database, faceOf(first).key);
    for (const machine of machines) this.#connect(machine, keys, named);
  }

  machine(key: Key): PairedMachine | undefined {
    return this.#machines.get(key);
  }

  pair(link: string, deviceName: string): void {
    this.#enrolment?.cancel();
    this.#pairing({ kind: "connecting" });
    this.#enrol(link, deviceName).catch(() =>
      this.#pairing({ kind: "failed", reason: "unreachable" }),
    );
  }

  rename(key: Key, label: string): void {
    this.#machines.get(key)?.rename(label);
    this.#tellMachines();
  }

  async forget(key: Key): Promise<void> {
    const machine = this.#machines.get(key);
    this.#machines.delete(key);
    await machine?.stop();
    await this.#write(forgetMachine(this.#vault.database, key));
    this.#tellMachines();
  }

  async letGo(): Promise<void> {
    this.#over.abort();
    this.#enrolment?.cancel();
    const machines = [...this.#machines.values()];
    this.#machines.clear();
    await Promise.all([...machines.map((each) => each.stop()), this.#writing]);
    await this.#vault.database.close();
  }

  /** Most phones that are opened are paired already and need nothing of this. */
  async #enrol(link: string, deviceName: string): Promise<void> {
    const { enrol, keepPairing } = await import("./enrolment.ts");
    const { database } = this.#vault;
    const machines = new Set(this.#machines.keys());
    const asked = { database, link, deviceName, machines };
    this.#enrolment = await enrol(asked, {
      status: (status) => this.#pairing(status),
      paired: (machine, ownKeys) => {
        const keep = (labelled: Machine) => keepPairing(database, ownKeys, labelled);
        this.#write(this.#paired(machine, ownKeys, keep)).catch(() =>
          this.#pairing({ kind: "failed", reason: "storage" }),
        );
      },
    });
    if (this.#over.signal.aborted) this.#enrolment?.cancel();
  }

  async #paired(
    machine: Machine,
    keys: DeviceKeys,
    keep: (machine: Machine) => Promise<void>,
  ): Promise<void> {
    const { key } = faceOf(machine);
    const before = this.#machines.get(key);
    this.#machines.delete(key);
    await before?.stop();
    const label = before?.face.label;
    const labelled = label === undefined ? machine : { ...machine, label };
    await keep(labelled);
    if (this.#over.signal.aborted) return;
    this.#connect(labelled, keys, Promise.resolve());
    this.#tellMachines();
    this.#pairing({ kind: "paired" });
  }

  #connect(machine: Machine, keys: DeviceKeys, outbox: Promise<void>): void {
    const { key } = faceOf(machine);
    const paired = new PairedMachine(machine, {
      database: this.#vault.database,
      keys,
      tell: (input) => this.#tell({ kind: "of-machine", machine: key, input }),
      storageLost: () => this.#tell({ kind: "app", status: "storage" }),
    });
    this.#machines.set(key, paired);
    paired.start(outbox);
  }

  /** Whoever lets go waits for it. */
  #write(work: Promise<void>): Promise<void> {
    this.#writing = Promise.allSettled([this.#writing, work]);
    return work;
  }

  #tellMachines(): void {
    const machines = [...this.#machines.values()].map(({ face }) => face);
    this.#tell({ kind: "machines", machines });
  }

  #pairing(status: PairingStatus): void {
    this.#tell({ kind: "pairing", status });
  }
}
